import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import layout from '@maru/web/parts/layout.module.css'
import type { Role } from '../../state.ts'
import { useWords } from '../words.ts'

export interface OfficerOfQueue {
  /** The account. */
  readonly id: string
  readonly roles: readonly Role[]
}

export const OfficerItem = ({ item: { id, roles } }: { readonly item: OfficerOfQueue }) => {
  const words = useWords()
  const pseudonym = usePseudonym()
  return (
    <>
      <span className={layout['strong']}>{roles.map((role) => words[role]).join(', ')}</span>
      <span className={layout['soft']}>{pseudonym(id)}</span>
    </>
  )
}
