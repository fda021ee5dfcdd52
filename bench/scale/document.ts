/** Puts what is computed into docs/scale.md, between the marks that name each table. */
export type Tables = { readonly [name: string]: string }

const begin = (name: string): string => `<!-- scale: ${name} -->`
const end = '<!-- /scale -->'

/** The document with its tables anew. Throws when a mark or a table has no other half. */
export const withTables = (text: string, tables: Tables): string => {
  const named = [...text.matchAll(/<!-- scale: ([a-z-]+) -->/g)].map(([, name]) => name!)
  const missing = Object.keys(tables).find((name) => !named.includes(name))
  if (missing !== undefined) throw new Error(`docs/scale.md has no place for the table "${missing}"`)
  return named.reduce((document, name) => {
    const table = tables[name]
    if (table === undefined) throw new Error(`docs/scale.md asks for a table "${name}" that nothing computes`)
    const from = document.indexOf(begin(name)) + begin(name).length
    const to = document.indexOf(end, from)
    if (to < 0) throw new Error(`the table "${name}" in docs/scale.md has no end: ${end}`)
    return `${document.slice(0, from)}\n${table}\n${document.slice(to)}`
  }, text)
}

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** Two digits: more would claim what no simulation knows. */
export const rounded = (value: number): string => {
  if (!Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const places = Math.floor(Math.log10(Math.abs(value)))
  const unit = 10 ** (places - 1)
  const round = Math.round(value / unit) * unit
  return round.toLocaleString('en', { maximumFractionDigits: Math.max(0, 1 - places) })
}

export const bytes = (value: number): string => {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB']
  const at = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(value) / 3)))
  return `${rounded(value / 1_000 ** at)} ${units[at]}`
}

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

export const duration = (value: number): string =>
  value < 120
    ? `${rounded(value)} s`
    : value < 7_200
      ? `${rounded(value / 60)} minutes`
      : `${rounded(value / 3_600)} hours`
