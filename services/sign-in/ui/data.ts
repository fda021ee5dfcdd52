/** What the API says of relying services. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { RelyingService } from '../state.ts'

/** With the key as hexadecimal digits. */
export interface Service extends Omit<RelyingService, 'publicKey'> {
  readonly service: string
  readonly publicKey: string
}

export const useServices = () =>
  useCityQuery<{ readonly services: readonly Service[] }>('sign-in', 'services', { limit: 100 })

export const useService = (service: string) => useCityQuery<Service>('sign-in', 'service', { service })
