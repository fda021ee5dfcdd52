/** `maru network city`: a city that comes along, as the JSON file that a city of one's own begins with. */
import { cityNamed } from '../cities.ts'
import { parseOptions, UsageError, type Terminal } from '../terminal.ts'

export const cityHelp = `Usage: maru network city NAME > FILE.json

Prints a city that comes along, dev or seoul, as a file to begin with: change its chain, names, districts, fields,
departments and numbers, and put in the public key of each officer, as maru keys show prints it. It has none.

Example:
  maru network city dev > city.json`

export const printCity = (args: readonly string[], terminal: Terminal): number => {
  const { positionals } = parseOptions(args, {}, cityHelp)
  const [name = ''] = positionals
  const city = cityNamed(name)
  if (!city || positionals.length > 1) throw new UsageError('say which: dev or seoul', cityHelp)
  const officers = city.officers.map((officer) => ({ ...officer, publicKey: '' }))
  const draft = { ...city, chain: 'town-1', officers }
  terminal.line(JSON.stringify(draft, undefined, 2))
  terminal.answer(draft)
  return 0
}
