/**
 * Text that lives off the ledger, by its commitment. It can be truly erased: what is stored is ciphertext, each text
 * under a key of its own, and erasing overwrites that key in place (content/key-file.ts). Whatever copies of the
 * ciphertext the database's free pages still hold can never be read again.
 *
 * A text is durable before the transaction that commits to it is submitted, so that nothing recorded lacks its text.
 * Until the outcome is known the transaction stands as waiting: after a crash the ledger is asked what became of it.
 */
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Content } from '@maru/kernel/service.ts'
import { accountOf, followLedger, type Following } from './content/follow.ts'
import type { ContentItem } from './content/sealed-text.ts'
import { openTexts, type TextRefusal } from './content/texts.ts'

export { fitsCommitment, type ContentItem } from './content/sealed-text.ts'

/** Of the transaction that is about to be submitted with a text. */
export interface Bringer {
  readonly id: string
  readonly keyId: string
}

export interface ContentStore {
  /**
   * Settles what a crash left open, makes up for erasures that were missed, and from then on does what each block
   * says. To be called before anything is put; a second call changes nothing.
   */
  readonly follow: (ledger: Ledger) => Promise<void>
  /** Resolves when all that the ledger has told so far is done: what it says is erased is destroyed. */
  readonly caughtUp: () => Promise<void>
  /** Durable when it resolves to undefined. */
  readonly put: (
    commitment: string,
    item: ContentItem,
    bringer: Bringer,
    content?: Pick<Content, 'official'>,
  ) => Promise<TextRefusal | undefined>
  /** Tells what became of a transaction: where it stands in the log, or undefined when it was refused. */
  readonly settle: (transaction: string, index: number | undefined) => Promise<void>
  /** Undefined also for text whose bytes are damaged: they no longer fit their key. */
  readonly get: (commitment: string) => ContentItem | undefined
  readonly isErased: (commitment: string) => boolean
  /** The account that brought the text; undefined while it is not recorded, or erased. */
  readonly authorOf: (commitment: string) => string | undefined
  readonly close: () => Promise<void>
}

export const openContentStore = ({ folder }: { readonly folder: string }): ContentStore => {
  const texts = openTexts(folder)
  let followed: { readonly ledger: Ledger; readonly following: Promise<Following> } | undefined

  const settle = async (transaction: string, index: number | undefined): Promise<void> => {
    const waiting = texts.waitingFor(transaction)
    if (!waiting) return
    if (index === undefined) return texts.drop(transaction)
    if (!followed) throw new Error('the store follows no ledger yet')
    await texts.record(transaction, accountOf(followed.ledger.snapshot().view, waiting.keyId), index)
  }

  return {
    follow: async (ledger) => {
      followed ??= { ledger, following: followLedger(ledger, texts) }
      await followed.following
    },
    caughtUp: async () => (await followed?.following)?.caughtUp(),
    put: (commitment, item, { id, keyId }, { official = false } = {}) =>
      texts.put(id, { commitment, keyId, official }, item),
    settle,
    get: texts.get,
    isErased: texts.isErased,
    authorOf: texts.authorOf,
    close: async () => {
      await (await followed?.following)?.stop()
      await texts.close()
    },
  }
}
