/** Where a receipt comes from, and what the worker says of it. */
import { useQuery } from '@tanstack/react-query'
import { useCity } from '../../city/city.ts'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { judgeInWorker } from './in-worker.ts'
import type { Judgement } from './judgement.ts'
import { JudgementPart } from './judgement-part.tsx'
import type { TrustedKey } from './log-key.ts'
import type { TrustedPolicy } from './policy.ts'
import { receiptNow } from './receipt-now.ts'
import { StillThere } from './still-there.tsx'

interface Trusted {
  readonly logKey: TrustedKey
  readonly policy: TrustedPolicy | undefined
}

export const ReceiptOfFile = ({
  file,
  logKey,
  policy,
}: Trusted & {
  readonly file: string
}) => {
  const { data, error } = useJudgement(file, logKey.vkey, policy)
  const { data: city } = useCity()
  // Of another city's log this one has nothing to say.
  const isOfCity = ({ origin = '' }: Judgement) => city?.vkey.startsWith(`${origin}+`) === true
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeleton lines={6} height="30rem" />
  return (
    <JudgementPart judgement={data} logKey={logKey} policy={policy}>
      {data.act && isOfCity(data) && <StillThere judgement={data} vkey={logKey.vkey} />}
    </JudgementPart>
  )
}

/** The receipt is the one that this device kept, else the one that the city hands out now. */
export const ReceiptOfAct = ({ id, logKey, policy }: Trusted & { readonly id: string }) => {
  const receipt = useQuery({ queryKey: ['receipt', id], queryFn: () => receiptNow(id), retry: false })
  const file = receipt.data?.file
  const { data, error } = useJudgement(file, logKey.vkey, policy, id)
  if (receipt.error ?? error)
    return <ErrorState error={receipt.error ?? error} onRetry={() => void receipt.refetch()} />
  if (!data || !receipt.data) return <Skeleton lines={6} height="30rem" />
  return (
    <JudgementPart judgement={data} logKey={logKey} policy={policy}>
      {receipt.data.isKept && data.act && <StillThere judgement={data} vkey={logKey.vkey} />}
    </JudgementPart>
  )
}

const useJudgement = (
  file: string | undefined,
  vkey: string,
  policy: TrustedPolicy | undefined,
  id?: string,
) =>
  useQuery({
    queryKey: ['judgement', file, vkey, policy, id],
    queryFn: () =>
      judgeInWorker({
        file: file as string,
        vkey,
        policy: policy && { text: policy.text, isGiven: policy.from === 'given' },
        id,
      }),
    enabled: file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
