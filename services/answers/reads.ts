/** Answers to what other services need to know of answers; services/index.ts hands them out. */
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables } from './state.ts'

export const answersReads = {
  /** Whether a department answers or has answered a proposal, or should have by now: it does not fall back then. */
  isTakenUp: (view: View, proposal: number, time: number): boolean => {
    const { owed, duties } = bindReadTables('answers', tables, view)
    const row = owed.get(['proposal', proposal, 'department'])
    const duty = row && duties.get([row.duty])
    return duty !== undefined && (duty.department !== null || time >= duty.due)
  },
  /** What is owed after a poll of the city that is over. */
  dutyAfter: (view: View, poll: number): number | undefined =>
    bindReadTables('answers', { owed: tables.owed }, view).owed.list({
      prefix: ['poll', poll],
      limit: 1,
    })[0]?.[1].duty,
  isDepartment: (view: View, department: string): boolean =>
    bindReadTables('answers', { departments: tables.departments }, view).departments.has([department]),
  /** Whether the mayor placed an account there; that it still holds the role is for residents to say. */
  isPlacedIn: (view: View, department: string, account: string): boolean =>
    bindReadTables('answers', { officers: tables.officers }, view).officers.has([department, account]),
}
