/** Which services a city can run, in which order, and who answers whose needs. One more service is one line here. */
import type { Service } from '@maru/kernel/service.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { parameters } from './parameters/service.ts'
import { proposals } from './proposals/service.ts'
import { residentsReads } from './residents/reads.ts'
import { residents } from './residents/service.ts'

const { isResident, isDistrict, hasRole } = residentsReads

const datedValues = (view: View) =>
  readSystem(view)
    .parameters.list({ limit: 10_000 })
    .map(([[service, name, from], { value }]) => ({ service, name, from, value }))

export const services: readonly Service[] = [
  residents,
  proposals({ isResident, isDistrict, hasRole }),
  parameters({ hasRole, datedValues }),
]
