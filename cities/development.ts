/**
 * Development keys: anyone can compute their private halves, since each is the Ed25519 key whose seed is SHA-256 of
 * `maru development key: <role>`. Refused in production mode.
 */
import type { City } from './city.ts'

const keyByRole = {
  mayor: 'f3d4956bb8f559709feda0c10dd4e98930f4d2e19889997dfb4c142ec17ab1d7',
  registrar: '48ce8295adca97e7a53b8b0e98f94844dc7604ade12581f54109ecc2d83a4253',
  department: '191bbf3405b30a9bb50c0e9d56446c25835930904ed201180f61ba70f5156b85',
  moderator: '9cb7d09171ac7a8f4b364821c2022394e3373beab4c1f1d3123b1d3d30486e48',
  auditor: '20f304a660ea3320844933c950d9de467dc163ea06c7b1205dd09f560abb9889',
  panel: '9b4cdb89437cc5048414dee7afa8cacd6e58a7d9df7ee75b6f354af7724fbf96',
} as const

export const developmentOfficers: City['officers'] = Object.entries(keyByRole).map(([role, publicKey]) => ({
  roles: [role],
  algorithm: 'Ed25519',
  publicKey,
}))

/** With the department's officer placed in a department. */
export const placedIn = (department: string, officers: City['officers']): City['officers'] =>
  officers.map((officer) => (officer.roles.includes('department') ? { ...officer, department } : officer))

export const developmentPublicKeys: readonly string[] = Object.values(keyByRole)

/** Whether a city's officers hold keys that anyone can compute. */
export const hasDevelopmentKeys = ({ officers }: Pick<City, 'officers'>): boolean =>
  officers.some(({ publicKey }) => developmentPublicKeys.includes(publicKey))
