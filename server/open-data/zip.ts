import { makeZip } from 'client-zip'

type Files = Parameters<typeof makeZip>[0]

/** A ZIP as its files come; not compressed, since proofs and hashes hardly shrink. Large ones are Zip64. */
export async function* zipOf(files: Files): AsyncGenerator<Uint8Array> {
  const reader = makeZip(files).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    // It ends the files, too, by throwing into them: that is no failure of theirs.
    await reader.cancel().catch(() => undefined)
  }
}
