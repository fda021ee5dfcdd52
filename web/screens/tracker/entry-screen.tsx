import { useParams } from '@tanstack/react-router'
import { EntryPage } from './entry-page.tsx'

/** An entry of the log by its number. */
export const Screen = () => {
  const { index = '' }: { readonly index?: string } = useParams({ strict: false })
  return <EntryPage index={/^\d{1,15}$/.test(index) ? Number(index) : -1} />
}
