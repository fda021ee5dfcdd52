/** Files of one JSON object a line, gzipped or not, as the city's open data has them. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

export class ImportError extends Error {
  readonly code = 'C3-import-row'
}

/** Lines that are empty are skipped. Throws an ImportError that names the first bad line. */
export async function* readLines<Row>(
  path: string,
  schema: z.ZodType<Row>,
): AsyncGenerator<readonly [line: number, row: Row]> {
  const file = createReadStream(path)
  const lines = createInterface({
    input: path.endsWith('.gz') ? file.pipe(createGunzip()) : file,
    crlfDelay: Infinity,
  })
  let line = 0
  for await (const text of lines) {
    line++
    if (text.trim() === '') continue
    const parsed = schema.safeParse(parseJson(text, line))
    if (!parsed.success) throw new ImportError(`line ${line}: ${z.prettifyError(parsed.error)}`)
    yield [line, parsed.data]
  }
}

/** As the city's rules want texts: well-formed, and without control characters but line feeds. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')

const parseJson = (text: string, line: number): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ImportError(`line ${line}: not JSON (${(error as Error).message})`)
  }
}
