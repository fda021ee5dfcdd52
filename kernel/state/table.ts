/**
 * Typed tables over the ordered state. A service declares them once and is handed them bound to a view:
 *
 *   const supports = table<{ time: number }>()('supports', [uint, account])
 *   tables.supports.has([proposal, actor])
 */
import { decodeTrusted, type CborValue } from '../codec/cbor.ts'
import type { KeyPart } from './key.ts'
import { prefixRange, type Overlay, type View } from './view.ts'

export interface TableShape<Key extends readonly unknown[] = readonly any[], Row = any> {
  readonly key: { readonly [Index in keyof Key]: KeyPart<Key[Index]> }
  /** Only carries the row's type. */
  readonly row?: Row
}

export const table =
  <Row>() =>
  <const Key extends readonly unknown[]>(key: {
    readonly [Index in keyof Key]: KeyPart<Key[Index]>
  }): TableShape<Key, Row> => ({
    key,
  })

export interface ReadTable<Key extends readonly unknown[], Row> {
  readonly get: (key: Key) => Row | undefined
  readonly has: (key: Key) => boolean
  /** Rows whose key starts with `prefix`, in key order, after (or with `reverse` before) the key `after`. */
  readonly list: (options?: ListOptions) => (readonly [Key, Row])[]
}

export interface ListOptions {
  readonly prefix?: readonly unknown[]
  readonly after?: readonly unknown[]
  readonly limit?: number
  readonly reverse?: boolean
}

export interface WriteTable<Key extends readonly unknown[], Row> extends ReadTable<Key, Row> {
  readonly put: (key: Key, row: Row) => Row
  /** The row must exist: a missing one is a broken invariant. Returns the new row. */
  readonly update: (key: Key, change: (row: Row) => Row) => Row
  readonly remove: (key: Key) => void
}

export type Shapes = { readonly [table: string]: TableShape }
type KeyOf<Shape> = Shape extends TableShape<infer Key> ? Key : never
type RowOf<Shape> = Shape extends TableShape<any, infer Row> ? Row : never
export type ReadTables<S extends Shapes> = { readonly [T in keyof S]: ReadTable<KeyOf<S[T]>, RowOf<S[T]>> }
export type WriteTables<S extends Shapes> = { readonly [T in keyof S]: WriteTable<KeyOf<S[T]>, RowOf<S[T]>> }

export const tablePrefix = (service: string, tableName: string): string => `${service}/${tableName}/`

export const packKey = (shape: TableShape, key: readonly unknown[]): string => {
  let packed = ''
  for (let index = 0; index < key.length; index++)
    packed += (shape.key[index] as KeyPart<unknown>).pack(key[index])
  return packed
}

export const bindTables = <S extends Shapes>(service: string, shapes: S, view: Overlay): WriteTables<S> =>
  mapShapes(shapes, (tableName, shape) =>
    bindTable(tablePrefix(service, tableName), shape, view),
  ) as WriteTables<S>

export const bindReadTables = <S extends Shapes>(service: string, shapes: S, view: View): ReadTables<S> =>
  mapShapes(shapes, (tableName, shape) =>
    bindReadTable(tablePrefix(service, tableName), shape, view),
  ) as ReadTables<S>

/** The tables of one service for whoever answers others' needs: bound to a view once, however often they are asked. */
export const tablesReader = <S extends Shapes>(
  service: string,
  shapes: S,
): ((view: View) => ReadTables<S>) => {
  const boundByView = new WeakMap<View, ReadTables<S>>()
  return (view) => {
    let bound = boundByView.get(view)
    if (!bound) boundByView.set(view, (bound = bindReadTables(service, shapes, view)))
    return bound
  }
}

const mapShapes = (shapes: Shapes, bind: (tableName: string, shape: TableShape) => unknown): object =>
  Object.fromEntries(Object.entries(shapes).map(([tableName, shape]) => [tableName, bind(tableName, shape)]))

const bindReadTable = (
  prefix: string,
  shape: TableShape,
  view: View,
): ReadTable<readonly unknown[], unknown> => {
  const row = view.row ?? ((key: string) => decodeRow(view.get(key)))
  return {
    get: (key) => row(prefix + packKey(shape, key)),
    has: (key) =>
      (view.row ? view.row(prefix + packKey(shape, key)) : view.get(prefix + packKey(shape, key))) !==
      undefined,
    list: (options = {}) => list(prefix, shape, view, options),
  }
}

const bindTable = (
  prefix: string,
  shape: TableShape,
  view: Overlay,
): WriteTable<readonly unknown[], unknown> => {
  const read = bindReadTable(prefix, shape, view)
  const put = (key: readonly unknown[], row: unknown) => {
    view.putRow(prefix + packKey(shape, key), row as CborValue)
    return row
  }
  return {
    ...read,
    put,
    update: (key, change) => {
      const row = read.get(key)
      if (row === undefined) throw new Error(`no row to update in ${prefix}`)
      return put(key, change(row))
    },
    remove: (key) => view.remove(prefix + packKey(shape, key)),
  }
}

const list = (
  prefix: string,
  shape: TableShape,
  view: View,
  { prefix: parts = [], after, limit = 100, reverse = false }: ListOptions,
) => {
  const { from, to } = prefixRange(prefix + packKey(shape, parts))
  const cursor = after && prefix + packKey(shape, after)
  const range = !cursor ? { from, to } : reverse ? { from, to: cursor } : { from: `${cursor}\0`, to }
  return Array.from(view.range({ ...range, limit, reverse }), ([key, value]) => [
    unpackKey(shape, key, prefix.length),
    decodeRow(value),
  ]) as (readonly [readonly unknown[], unknown])[]
}

const unpackKey = (shape: TableShape, key: string, offset: number): unknown[] =>
  shape.key.map((part: KeyPart<unknown>) => {
    const { value, next } = part.unpack(key, offset)
    offset = next
    return value
  })

const decodeRow = (bytes: Uint8Array | undefined): CborValue | undefined =>
  bytes === undefined ? undefined : decodeTrusted(bytes)
