import { ok, refuse } from '@maru/kernel/service.ts'
import { checkFacility } from '../change-facility.ts'
import { action } from '../kit.ts'
import { registerFacility } from './register-facility.ts'

/** K12: other names, or another account that works there from now on. What was given stays. */
export const changeFacility = action({
  input: registerFacility.input,
  summary: "Change a facility's names or its account. For the mayor.",
  example: registerFacility.example,
  check: (context, { facility, account }) =>
    checkFacility(context, facility, ({ closedAt }) => {
      if (closedAt !== undefined) return refuse('K12-closed')
      return context.accounts.get(account) === undefined ? refuse('K12-unknown-account') : ok
    }),
  apply: ({ tables, emit }, { facility, ...changes }) => {
    tables.facilities.update([facility], ({ since }) => ({ ...changes, since }))
    emit('facility-changed', { facility })
  },
})
