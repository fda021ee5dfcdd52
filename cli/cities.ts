/** The cities that can be opened by name. */
import type { City } from '@maru/cities/city.ts'
import { dev } from '@maru/cities/dev.ts'
import { seoul } from '@maru/cities/seoul.ts'

const cities: { readonly [name: string]: City } = { seoul, dev }

export const cityNamed = (name: string): City | undefined =>
  Object.hasOwn(cities, name) ? cities[name] : undefined
