/** What the API says of evidence, and this browser's own check of each signature. */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { voteSignBytes, type Vote } from '@maru/kernel/consensus/vote.ts'
import type { SignatureCheck } from '@maru/kernel/crypto/host.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { signatureCheckOf } from '@maru/kernel/log/signed-by.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { useCityQuery } from '@maru/web/city/api.ts'
import { hash } from '@maru/web/city/hash.ts'
import { verifySignature } from '@maru/web/city/verify.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useQuery } from '@tanstack/react-query'

interface Accused {
  readonly institution: string
  readonly name: string
  /** When it was reported, in milliseconds since 1970. */
  readonly at: number
}

export interface ShownVote {
  readonly block: { readonly hash: string; readonly partCount: number; readonly partsHash: string } | null
  readonly seconds: number
  readonly nanos: number
  readonly signature: string
}

export interface ShownEquivocation extends Accused {
  readonly equivocation: number
  readonly publicKey: string
  readonly type: Vote['type']
  readonly height: number
  readonly round: number
  readonly votes: readonly ShownVote[]
}

export interface ShownSplitView extends Accused {
  readonly splitView: number
  readonly vkey: string
  readonly origin: string
  readonly size: number
  readonly first: string
  readonly second: string
}

export const useEquivocations = () =>
  useCityQuery<{ readonly equivocations: readonly ShownEquivocation[] }>('evidence', 'equivocations')

export const useSplitViews = () =>
  useCityQuery<{ readonly splitViews: readonly ShownSplitView[] }>('evidence', 'split-views')

interface Named {
  readonly institution: string
  readonly ko: string
  readonly en: string
}

/** An institution as people call it; its id until the city has answered. */
export const useInstitutionName = (): ((institution: string) => string) => {
  const language = useLanguage()
  const { data } = useCityQuery<{ readonly institutions: readonly Named[] }>('governance', 'institutions')
  return (id) => data?.institutions.find(({ institution }) => institution === id)?.[language] ?? id
}

/** Undefined while it is being checked. */
export const useHolds = (check: SignatureCheck | undefined): boolean | undefined =>
  useQuery({
    queryKey: ['holds', check],
    queryFn: () => (check ? verifySignature(check) : false),
    staleTime: Number.POSITIVE_INFINITY,
  }).data

export const checkOfVote = (
  chain: string,
  { publicKey, type, height, round }: ShownEquivocation,
  { block, seconds, nanos, signature }: ShownVote,
): SignatureCheck => ({
  algorithm: 'Ed25519',
  publicKey: hexToBytes(publicKey),
  message: voteSignBytes(chain, {
    type,
    height,
    round,
    block: block
      ? { hash: hexToBytes(block.hash), partCount: block.partCount, partsHash: hexToBytes(block.partsHash) }
      : undefined,
    time: { seconds, nanos },
  }),
  signature: hexToBytes(signature),
})

export const checkOfNote = (vkey: string, text: string): SignatureCheck | undefined => {
  const key = parseVkey(hash, vkey)
  const note = parseNote(text)
  return key.ok && note.ok ? signatureCheckOf(note.value, key.value) : undefined
}
