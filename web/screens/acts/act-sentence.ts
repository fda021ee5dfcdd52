/** An act in one sentence: what was done, to what, and what came of it. */
import { useServiceWords } from './service-words.ts'
import { useTexts } from './texts.ts'

export interface Told {
  readonly service: string
  readonly action: string
  readonly input?: unknown
  readonly events?: readonly (readonly [event: string, data: { readonly [name: string]: unknown }])[]
  readonly refusal?: string | undefined
}

/** Fields of an input or an event that say what the act is about, the nearest first. */
const numbered = [
  'comment',
  'opinion',
  'duty',
  'policy',
  'debate',
  'case',
  'report',
  'poll',
  'proposal',
] as const

export const useActSentence = (): ((act: Told) => string) => {
  const t = useTexts()
  const words = useServiceWords()
  return ({ service, action, input, events = [], refusal }) => {
    const fields = Object.assign({}, ...events.map(([, data]) => data), input) as {
      readonly [name: string]: unknown
    }
    const about = numbered.find((name) => typeof fields[name] === 'number')
    const what = words.action(service, action)
    const values = {
      act: about ? t(`about-${about}`, { number: fields[about] as number, what }) : what,
    }
    return refusal === undefined
      ? t('accepted', values)
      : t('refused', { ...values, why: words.refusal(service, refusal) })
  }
}
