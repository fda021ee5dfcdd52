/** Rows by the names in an address: `proposals`, `supports`, `12,0a1b…`. */
import { systemTables } from '../system-tables.ts'
import type { KeyPart } from './key.ts'
import { packKey, tablePrefix, type Shapes, type TableShape } from './table.ts'

export interface NamedTable {
  /** What the keys of its rows begin with. */
  readonly prefix: string
  readonly shape: TableShape
}

/** Every table of these services and the kernel's own, by its service and name; undefined when there is none. */
export const createTableLookup = (
  services: readonly { readonly name: string; readonly tables: Shapes }[],
): ((service: string, table: string) => NamedTable | undefined) => {
  const shapes = new Map<string, TableShape>()
  for (const { name, tables } of [...services, { name: 'kernel', tables: systemTables }]) {
    for (const [table, shape] of Object.entries(tables)) shapes.set(tablePrefix(name, table), shape)
  }
  return (service, table) => {
    const prefix = tablePrefix(service, table)
    const shape = shapes.get(prefix)
    return shape && { prefix, shape }
  }
}

/** The key of a row, of the text of its parts with commas between; undefined when they are not such parts. */
export const rowKey = ({ prefix, shape }: NamedTable, text: string): string | undefined => {
  const texts = text.split(',')
  const parts = shape.key as readonly KeyPart<unknown>[]
  const key = parts.map((part, index) => part.parse(texts[index] ?? ''))
  if (texts.length !== parts.length || key.includes(undefined)) return undefined
  return prefix + packKey(shape, key)
}
