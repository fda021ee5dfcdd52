/** Writes which refusal codes each action can give, for the API's document. Run it when a rule has changed. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRefusals } from './refusals.ts'

const root = join(import.meta.dirname, '..')
const refusals = readRefusals(join(root, 'services'))
writeFileSync(
  join(root, 'server', 'generated', 'refusals-by-action.json'),
  `${JSON.stringify(refusals, undefined, 2)}\n`,
)
