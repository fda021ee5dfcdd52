/** A small town to try things in: three supports are a lot here. */
import type { City } from './city.ts'
import { developmentOfficers } from './development.ts'
import { fields } from './fields.ts'

export const dev: City = {
  chain: 'dev-1',
  name: { ko: '마루시', en: 'Maru Town' },
  languages: ['ko', 'en'],
  starts: '2026-01-01',
  utcOffsetMinutes: 540,
  services: ['residents', 'proposals', 'debates', 'comments', 'parameters'],
  districts: [
    { id: 'hill', ko: '언덕동', en: 'Hill' },
    { id: 'market', ko: '장터동', en: 'Market' },
    { id: 'river', ko: '강변동', en: 'River' },
  ],
  fields,
  officers: developmentOfficers,
  parameters: {
    proposals: {
      supportsForAssignment: [['2026-01-01', 3]],
      supportsForDebate: [['2026-01-01', 5]],
      supportsForMayor: [['2026-01-01', 0]],
      joinedForDebate: [['2026-01-01', 4]],
      supportDays: [['2026-01-01', 30]],
    },
    debates: {
      debateDays: [['2026-01-01', 30]],
      participantsForMayor: [['2026-01-01', 4]],
      opinionsPerDay: [['2026-01-01', 20]],
    },
    comments: { commentsPerDay: [['2026-01-01', 50]] },
  },
}
