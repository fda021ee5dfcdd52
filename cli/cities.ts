/** The cities that can be opened: those that come along by name, any other by its JSON file. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { citySchema, type City } from '@maru/cities/city.ts'
import { dev } from '@maru/cities/dev.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { UsageError } from './terminal.ts'

const cities: { readonly [name: string]: City } = { seoul, dev }

/** Undefined when there is none of that name. */
export const cityNamed = (name: string): City | undefined => {
  if (!name.endsWith('.json')) return Object.hasOwn(cities, name) ? cities[name] : undefined
  return existsSync(name) ? readCity(name) : undefined
}

const readCity = (path: string): City => {
  const parsed = citySchema.safeParse(jsonIn(path))
  if (parsed.success) return parsed.data
  throw new UsageError(`${path} is no city file: ${z.prettifyError(parsed.error)}`)
}

const jsonIn = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${(error as Error).message}`)
  }
}

/** The name of the city that comes along and has this chain. */
export const cityNameOf = (chain: string): string | undefined =>
  Object.keys(cities).find((name) => cities[name]!.chain === chain)
