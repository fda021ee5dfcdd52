/**
 * Seoul, as Democracy Seoul ran: it opened in October 2017 with 50 supports for a department, 500 for a debate and
 * 5,000 for the mayor. From 1 March 2020 a debate took 100, and the mayor answered when 1,000 took part in it. From then
 * many equal proposals, too, could come into debate. How many was left to a panel's judgement; 20 is the word of this
 * file. Its successor of January 2023 gives a proposal 30 days for its 50 supports. How long a debate lasts and how many
 * opinions a day are taken are this file's words as well.
 */
import type { City } from './city.ts'
import { developmentOfficers, placedIn } from './development.ts'
import { fields } from './fields.ts'

export const seoul: City = {
  chain: 'seoul-1',
  name: { ko: '서울', en: 'Seoul' },
  languages: ['ko', 'en'],
  starts: '2017-10-01',
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
    { id: 'jongno', ko: '종로구', en: 'Jongno-gu' },
    { id: 'jung', ko: '중구', en: 'Jung-gu' },
    { id: 'yongsan', ko: '용산구', en: 'Yongsan-gu' },
    { id: 'seongdong', ko: '성동구', en: 'Seongdong-gu' },
    { id: 'gwangjin', ko: '광진구', en: 'Gwangjin-gu' },
    { id: 'dongdaemun', ko: '동대문구', en: 'Dongdaemun-gu' },
    { id: 'jungnang', ko: '중랑구', en: 'Jungnang-gu' },
    { id: 'seongbuk', ko: '성북구', en: 'Seongbuk-gu' },
    { id: 'gangbuk', ko: '강북구', en: 'Gangbuk-gu' },
    { id: 'dobong', ko: '도봉구', en: 'Dobong-gu' },
    { id: 'nowon', ko: '노원구', en: 'Nowon-gu' },
    { id: 'eunpyeong', ko: '은평구', en: 'Eunpyeong-gu' },
    { id: 'seodaemun', ko: '서대문구', en: 'Seodaemun-gu' },
    { id: 'mapo', ko: '마포구', en: 'Mapo-gu' },
    { id: 'yangcheon', ko: '양천구', en: 'Yangcheon-gu' },
    { id: 'gangseo', ko: '강서구', en: 'Gangseo-gu' },
    { id: 'guro', ko: '구로구', en: 'Guro-gu' },
    { id: 'geumcheon', ko: '금천구', en: 'Geumcheon-gu' },
    { id: 'yeongdeungpo', ko: '영등포구', en: 'Yeongdeungpo-gu' },
    { id: 'dongjak', ko: '동작구', en: 'Dongjak-gu' },
    { id: 'gwanak', ko: '관악구', en: 'Gwanak-gu' },
    { id: 'seocho', ko: '서초구', en: 'Seocho-gu' },
    { id: 'gangnam', ko: '강남구', en: 'Gangnam-gu' },
    { id: 'songpa', ko: '송파구', en: 'Songpa-gu' },
    { id: 'gangdong', ko: '강동구', en: 'Gangdong-gu' },
  ],
  fields,
  departments: [
    { id: 'democracy', ko: '서울민주주의위원회', en: 'Seoul Democracy Committee' },
    { id: 'planning', ko: '기획조정실', en: 'Planning and Coordination' },
    { id: 'economy', ko: '경제정책실', en: 'Economic Policy' },
    { id: 'welfare', ko: '복지정책실', en: 'Welfare Policy' },
    { id: 'transport', ko: '도시교통실', en: 'Transport' },
    { id: 'safety', ko: '안전총괄실', en: 'Safety Management' },
    { id: 'housing', ko: '주택건축본부', en: 'Housing and Architecture' },
    { id: 'climate', ko: '기후환경본부', en: 'Climate and Environment' },
    { id: 'culture', ko: '문화본부', en: 'Culture' },
    { id: 'health', ko: '시민건강국', en: 'Public Health' },
    { id: 'women-family', ko: '여성가족정책실', en: 'Women and Family Policy' },
    { id: 'education', ko: '평생교육국', en: 'Lifelong Education' },
    { id: 'youth', ko: '청년청', en: 'Youth' },
    { id: 'green', ko: '푸른도시국', en: 'Parks and Landscape' },
    { id: 'infrastructure', ko: '도시기반시설본부', en: 'Infrastructure' },
    { id: 'administration', ko: '행정국', en: 'Administration' },
    { id: 'finance', ko: '재무국', en: 'Finance' },
  ],
  officers: placedIn('democracy', developmentOfficers),
  parameters: {
    proposals: {
      supportsForAssignment: [['2017-10-01', 50]],
      supportsForDebate: [
        ['2017-10-01', 500],
        ['2020-03-01', 100],
      ],
      supportsForMayor: [
        ['2017-10-01', 5000],
        ['2020-03-01', 0],
      ],
      joinedForDebate: [
        ['2017-10-01', 0],
        ['2020-03-01', 20],
      ],
      supportDays: [
        ['2017-10-01', 0],
        ['2023-01-01', 30],
      ],
      proposalsPerDay: [
        ['2017-10-01', 0],
        ['2023-01-01', 5],
      ],
      anonymousSupports: [['2017-10-01', 0]],
    },
    debates: {
      debateDays: [['2017-10-01', 30]],
      participantsForMayor: [
        ['2017-10-01', 0],
        ['2020-03-01', 1000],
      ],
      opinionsPerDay: [['2017-10-01', 20]],
      anonymousOpinions: [['2017-10-01', 0]],
      sidesShownFrom: [['2017-10-01', 20]],
    },
    answers: {
      answerDays: [['2017-10-01', 30]],
      mayorAnswerDays: [['2017-10-01', 30]],
      dueSoonDays: [['2017-10-01', 7]],
    },
    comments: { commentsPerDay: [['2017-10-01', 50]] },
    polls: {
      pollDaysMax: [['2017-10-01', 90]],
      residentPollsPerDay: [['2017-10-01', 1]],
      tallyShownFrom: [['2017-10-01', 20]],
      voteChangesMax: [['2017-10-01', 20]],
    },
    moderation: { reportsPerDay: [['2017-10-01', 20]], preModeration: [['2017-10-01', 0]] },
  },
}
