/** What somebody was read for, in words. A newer city may have a purpose that this app has none for. */
import { useTexts } from './texts.ts'

const purposes = ['enrol', 'find', 'groups', 'birthday', 'guardian', 'card', 'sign-in'] as const

export const usePurpose = (): ((purpose: string) => string) => {
  const t = useTexts()
  return (purpose) => {
    const known = purposes.find((each) => each === purpose)
    return known === undefined ? purpose : t(`purpose-${known}`)
  }
}
