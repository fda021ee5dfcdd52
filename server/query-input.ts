/** URLs have only text: each field is read as a query's JSON schema says, and then judged by the query itself. */
import type { z } from 'zod'
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts'
import { Problem } from './problem.ts'

/** Gives the parser for a query's fields; it throws a Problem with S4-query-malformed. */
export const queryParser = <Input>(input: z.ZodType<Input>): ((fields: unknown) => Input) => {
  const types = new Map(
    Object.entries(jsonSchemaOf(input).properties ?? {}).map(([name, schema]) => [name, typeOf(schema)]),
  )
  return (fields) => {
    const entries = Object.entries(fields as Record<string, unknown>).map(([name, text]) => [
      name,
      coerce(types.get(name), text),
    ])
    const parsed = input.safeParse(Object.fromEntries(entries))
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    throw new Problem('S4-query-malformed', `${issue?.path.join('.')}: ${issue?.message}`.slice(0, 200))
  }
}

const typeOf = (schema: JsonSchema): string | undefined =>
  typeof schema.type === 'string'
    ? schema.type
    : schema.anyOf?.map(typeOf).find((type) => type && type !== 'null')

const coerce = (type: string | undefined, text: unknown): unknown => {
  if (type === 'array') return Array.isArray(text) ? text : String(text).split(',')
  if (typeof text !== 'string') return text
  if ((type === 'integer' || type === 'number') && /^-?(?:0|[1-9][0-9]{0,15})$/.test(text))
    return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
