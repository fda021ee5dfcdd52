/** A question to the vault: signed by who asks, never recorded, and asked again only when somebody wants it to be. */
import { useCity } from '@maru/web/city/city.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { useQuery } from '@tanstack/react-query'

type Input = { readonly [field: string]: string | number }

export const useVaultQuery = <Answer>(
  action: string,
  input: Input = {},
  { isAsked = true, isKept = false }: { readonly isAsked?: boolean; readonly isKept?: boolean } = {},
) => {
  const person = usePerson()
  const { data: city } = useCity()
  return useQuery({
    queryKey: ['vault', action, person?.account, input],
    enabled: isAsked && person !== undefined && city !== undefined,
    // Each answer that names somebody is an entry in the log of reads.
    staleTime: isKept ? Infinity : 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
    queryFn: async () => {
      const { askVault } = await import('@maru/web/city/vault.ts')
      return askVault<Answer>(person!, city!.chain, action, input)
    },
  })
}
