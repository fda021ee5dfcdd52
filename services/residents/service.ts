import type { Service } from '@maru/kernel/service.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { addKey } from './actions/add-key.ts'
import { enrolResident } from './actions/enrol-resident.ts'
import { grantRole } from './actions/grant-role.ts'
import { eraseTexts, leaveCity } from './actions/leave-city.ts'
import { registerOfficer } from './actions/register-officer.ts'
import { replaceKey } from './actions/replace-key.ts'
import { restoreResident } from './actions/restore-resident.ts'
import { revokeKey } from './actions/revoke-key.ts'
import { revokeRole } from './actions/revoke-role.ts'
import { setIdentity } from './actions/set-identity.ts'
import { suspendResident } from './actions/suspend-resident.ts'
import { residentsGenesis } from './genesis.ts'
import { whenRoleGiven, whenRoleTaken } from './hears.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** Who lives in the city and who works for it, as accounts; never as persons. */
export const residents: Service = {
  name: 'residents',
  texts: { ko, en },
  tables,
  parameters: {},
  actions: {
    'enrol-resident': enrolResident,
    'suspend-resident': suspendResident,
    'restore-resident': restoreResident,
    'leave-city': leaveCity,
    'set-identity': setIdentity,
    'add-key': addKey,
    'revoke-key': revokeKey,
    'replace-key': replaceKey,
    'register-officer': registerOfficer,
    'grant-role': grantRole,
    'revoke-role': revokeRole,
  },
  queries: {
    resident: queries.resident,
    account: queries.account,
    officers: queries.officers,
    population: queries.population,
    groups: queries.groups,
    'group-changes': queries.groupChanges,
    membership: queries.membership,
  },
  timers: { 'erase-texts': eraseTexts },
  hears: { 'governance.role-given': whenRoleGiven, 'governance.role-taken': whenRoleTaken },
  answers: { accountOf: (view: View, account: string) => readSystem(view).accounts.get([account]) },
  genesis: residentsGenesis,
}
