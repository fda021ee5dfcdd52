/** A poll while it is written: what stands in its form, and what becomes of that when it is sent. */
import type { PollWords } from '../content.ts'
import { checkQuestions, type Question } from '../questions.ts'

export interface QuestionDraft {
  readonly kind: Question['kind']
  readonly question: string
  readonly options: readonly string[]
  readonly picksMin: number
  readonly picksMax: number
  readonly scoreMax: number
  /** 0: it is asked of everybody. */
  readonly ifQuestion: number
  readonly ifOptions: readonly number[]
}

export interface PollDraft {
  readonly title: string
  readonly body: string
  readonly secrecy: 'named' | 'anonymous'
  readonly group: string
  /** Who says what follows, of the city's polls; empty for the mayor. */
  readonly department: string
  /** As a date field has it; empty is now. */
  readonly opens: string
  readonly days: number
  readonly canChange: boolean
  readonly shownFrom: number
  readonly hasPlace: boolean
  /** In degrees, as a map shows them. */
  readonly latitude: string
  readonly longitude: string
  readonly radiusMetres: number
  readonly questions: readonly QuestionDraft[]
}

export const emptyQuestion: QuestionDraft = {
  kind: 'single',
  question: '',
  options: ['', ''],
  picksMin: 1,
  picksMax: 2,
  scoreMax: 5,
  ifQuestion: 0,
  ifOptions: [],
}

export const emptyPoll: PollDraft = {
  title: '',
  body: '',
  secrecy: 'anonymous',
  group: 'city',
  department: '',
  opens: '',
  days: 7,
  canChange: true,
  shownFrom: 20,
  hasPlace: false,
  latitude: '',
  longitude: '',
  radiusMetres: 300,
  questions: [emptyQuestion],
}

/** The words, and what is counted. */
export const wordsOf = ({ title, body, questions }: PollDraft): PollWords => ({
  title: title.trim(),
  body,
  questions: questions.map(({ question, options }) => ({
    question: question.trim(),
    options: options.map((option) => option.trim()),
  })),
})

export const questionsOf = ({ questions }: PollDraft): readonly Question[] =>
  questions.map(({ kind, options, picksMin, picksMax, scoreMax, ifQuestion, ifOptions }) => {
    const asked = {
      options: options.length,
      askedIf: ifQuestion === 0 ? null : { question: ifQuestion, options: ifOptions },
    }
    if (kind === 'single') return { kind, ...asked }
    if (kind === 'score') return { kind, ...asked, scoreMax }
    return kind === 'ranked' ? { kind, ...asked, picksMax } : { kind, ...asked, picksMin, picksMax }
  })

export const placeOf = ({ hasPlace, latitude, longitude, radiusMetres }: PollDraft) =>
  hasPlace
    ? {
        latitude: Math.round(Number(latitude) * 1e6),
        longitude: Math.round(Number(longitude) * 1e6),
        radiusMetres,
      }
    : null

const dayMs = 86_400_000
/** A poll that lasts as long as may be ends a little earlier: clocks differ, and the city's decides. */
const slackMs = 600_000

/** What the actions take, but for the commitment to the words. `now` in milliseconds since 1970. */
export const inputOf = (draft: PollDraft, now: number, daysMax: number) => {
  const opens = draft.opens === '' ? null : new Date(draft.opens).getTime()
  const lasts = Math.min(draft.days * dayMs, daysMax * dayMs - slackMs)
  return {
    secrecy: draft.secrecy,
    group: draft.group,
    questions: questionsOf(draft).map(({ askedIf, ...question }) => ({
      ...question,
      askedIf: askedIf && { ...askedIf },
    })),
    opens,
    closes: (opens ?? now) + lasts,
    canChange: draft.canChange,
    shownFrom: draft.secrecy === 'named' ? 0 : draft.shownFrom,
    place: placeOf(draft),
  }
}

export type DraftProblem =
  | 'titleMissing'
  | 'questionMissing'
  | 'optionMissing'
  | 'questionsUnfit'
  | 'placeMissing'
  | 'daysWrong'
  | 'opensPast'

/** What has to be done before it can be sent. */
export const problemOf = (draft: PollDraft, now: number, daysMax: number): DraftProblem | undefined => {
  const { title, questions, days, opens } = draft
  if (title.trim() === '') return 'titleMissing'
  if (questions.some(({ question }) => question.trim() === '')) return 'questionMissing'
  if (questions.some(({ options }) => options.some((option) => option.trim() === ''))) return 'optionMissing'
  if (checkQuestions(questionsOf(draft)) || questions.some(isBranchOpen)) return 'questionsUnfit'
  if (!(days >= 1 && days <= daysMax)) return 'daysWrong'
  if (opens !== '' && new Date(opens).getTime() < now) return 'opensPast'
  return isPlaceWrong(draft) ? 'placeMissing' : undefined
}

const isBranchOpen = ({ ifQuestion, ifOptions }: QuestionDraft): boolean =>
  ifQuestion > 0 && ifOptions.length === 0

const isPlaceWrong = (draft: PollDraft): boolean => {
  const place = placeOf(draft)
  if (place === null) return false
  const isGiven = draft.latitude.trim() !== '' && draft.longitude.trim() !== ''
  const isOnEarth = Math.abs(place.latitude) <= 90e6 && Math.abs(place.longitude) <= 180e6
  return !(isGiven && isOnEarth && place.radiusMetres >= 10 && place.radiusMetres <= 50_000)
}
