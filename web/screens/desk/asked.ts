/** Whose items a queue shows: an officer's own departments unless the address asks for all. */
import { useSearch } from '@tanstack/react-router'
import { usePerson } from '../../city/persons.ts'
import { useRoles } from '../../city/roles.ts'
import type { Asked, Queue } from './queue.ts'

export const useAsked = (queue: Queue) => {
  const person = usePerson()
  const roles = useRoles() ?? []
  const found: { readonly whose?: unknown; readonly cursor?: unknown } = useSearch({ strict: false })
  const hasOwn = queue.isByDepartment === true && roles.includes('department')
  const isMine = hasOwn && found.whose !== 'all'
  const asked: Asked = { officer: isMine ? person?.account : undefined }
  return {
    asked,
    /** Whether there is something to choose. */
    hasOwn,
    isMine,
    /** What links to other queues keep of the address. */
    search: found.whose === 'all' ? { whose: 'all' } : {},
    cursor:
      typeof found.cursor === 'string' || typeof found.cursor === 'number'
        ? String(found.cursor).slice(0, 1_000)
        : undefined,
  }
}
