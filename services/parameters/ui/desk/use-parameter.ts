import { type ParameterRow, useParameters } from '../data.ts'

/** By `service.name`; null when there is none, undefined until it is known. */
export const useParameter = (id: string): ParameterRow | null | undefined => {
  const { data } = useParameters()
  return data && (data.parameters.find(({ service, name }) => `${service}.${name}` === id) ?? null)
}
