/** A small town to try things in: three supports are a lot here. */
import type { City } from './city.ts'
import { developmentOfficers, placedIn } from './development.ts'
import { fields } from './fields.ts'

export const dev: City = {
  chain: 'dev-1',
  name: { ko: '마루시', en: 'Maru Town' },
  languages: ['ko', 'en'],
  starts: '2026-01-01',
  utcOffsetMinutes: 540,
  services: [
    'residents',
    'proposals',
    'debates',
    'polls',
    'answers',
    'policies',
    'comments',
    'moderation',
    'sign-in',
    'card',
    'parameters',
  ],
  districts: [
    { id: 'hill', ko: '언덕동', en: 'Hill' },
    { id: 'market', ko: '장터동', en: 'Market' },
    { id: 'river', ko: '강변동', en: 'River' },
  ],
  fields,
  departments: [
    { id: 'planning', ko: '기획과', en: 'Planning' },
    { id: 'roads', ko: '도로과', en: 'Roads' },
    { id: 'parks', ko: '공원과', en: 'Parks' },
    { id: 'welfare', ko: '복지과', en: 'Welfare' },
  ],
  officers: placedIn('roads', developmentOfficers),
  parameters: {
    proposals: {
      supportsForAssignment: [['2026-01-01', 3]],
      supportsForDebate: [['2026-01-01', 5]],
      supportsForMayor: [['2026-01-01', 0]],
      joinedForDebate: [['2026-01-01', 4]],
      supportDays: [['2026-01-01', 30]],
      proposalsPerDay: [['2026-01-01', 0]],
      anonymousSupports: [['2026-01-01', 0]],
    },
    debates: {
      debateDays: [['2026-01-01', 30]],
      participantsForMayor: [['2026-01-01', 4]],
      opinionsPerDay: [['2026-01-01', 20]],
      anonymousOpinions: [['2026-01-01', 0]],
      sidesShownFrom: [['2026-01-01', 3]],
    },
    answers: {
      answerDays: [['2026-01-01', 14]],
      mayorAnswerDays: [['2026-01-01', 14]],
      dueSoonDays: [['2026-01-01', 3]],
    },
    comments: { commentsPerDay: [['2026-01-01', 50]] },
    polls: {
      pollDaysMax: [['2026-01-01', 30]],
      residentPollsPerDay: [['2026-01-01', 3]],
      tallyShownFrom: [['2026-01-01', 3]],
      voteChangesMax: [['2026-01-01', 20]],
    },
    moderation: { reportsPerDay: [['2026-01-01', 20]], preModeration: [['2026-01-01', 0]] },
  },
}
