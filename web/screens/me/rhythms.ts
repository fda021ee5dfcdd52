import { useTexts } from './texts.ts'
import { rhythms } from './use-notices.ts'

/** How often one is told, to choose from. */
export const useRhythms = () => {
  const t = useTexts()
  return rhythms.map((value) => ({ value, label: t(`rhythm-${value}`) }))
}
