/** The city's time. A device's clock may be wrong, and a transaction is valid for minutes only. */
let offsetMs = 0

/** Milliseconds since 1970. */
export const cityNow = (): number => Date.now() + offsetMs

/** Sets it by the Date that the city's server answers with, which is good to a second. */
export const setClock = async (): Promise<void> => {
  const { headers } = await fetch('/api/city', { method: 'HEAD', cache: 'no-store' })
  const time = Date.parse(headers.get('date') ?? '')
  if (Number.isFinite(time)) offsetMs = time - Date.now()
}
