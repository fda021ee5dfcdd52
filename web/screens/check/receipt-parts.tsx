/** Where a receipt comes from, and what the worker says of it. */
import { useQuery } from '@tanstack/react-query'
import { useCity } from '../../city/city.ts'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { judgeInWorker } from './in-worker.ts'
import type { Judgement } from './judgement.ts'
import { JudgementPart } from './judgement-part.tsx'
import type { TrustedKey } from './log-key.ts'
import { receiptNow } from './receipt-now.ts'
import { StillThere } from './still-there.tsx'

export const ReceiptOfFile = ({ file, logKey }: { readonly file: string; readonly logKey: TrustedKey }) => {
  const { data, error } = useJudgement(file, logKey.vkey)
  const { data: city } = useCity()
  // Of another city's log this one has nothing to say.
  const isOfCity = ({ origin = '' }: Judgement) => city?.vkey.startsWith(`${origin}+`) === true
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeleton lines={6} height="30rem" />
  return (
    <JudgementPart judgement={data} logKey={logKey}>
      {data.act && isOfCity(data) && <StillThere judgement={data} vkey={logKey.vkey} />}
    </JudgementPart>
  )
}

/** The receipt is the one that this device kept, else the one that the city hands out now. */
export const ReceiptOfAct = ({ id, logKey }: { readonly id: string; readonly logKey: TrustedKey }) => {
  const receipt = useQuery({ queryKey: ['receipt', id], queryFn: () => receiptNow(id), retry: false })
  const file = receipt.data?.file
  const { data, error } = useJudgement(file, logKey.vkey, id)
  if (receipt.error ?? error)
    return <ErrorState error={receipt.error ?? error} onRetry={() => void receipt.refetch()} />
  if (!data || !receipt.data) return <Skeleton lines={6} height="30rem" />
  return (
    <JudgementPart judgement={data} logKey={logKey}>
      {receipt.data.isKept && data.act && <StillThere judgement={data} vkey={logKey.vkey} />}
    </JudgementPart>
  )
}

const useJudgement = (file: string | undefined, vkey: string, id?: string) =>
  useQuery({
    queryKey: ['judgement', file, vkey, id],
    queryFn: () => judgeInWorker({ file: file as string, vkey, id }),
    enabled: file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
