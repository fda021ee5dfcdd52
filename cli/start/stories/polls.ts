/** What was asked in polls: by the city, in a survey with branches, at a place, and by residents. */
import { cityPolled, followedUp, polled, residentPolled, votesChanged } from '../scenes/polls.ts'
import type { Story } from '../scenes/scene.ts'

export const polls: readonly Story[] = [
  {
    scenes: [
      cityPolled(58, {
        title: '강변 공원에 무엇을 먼저 놓을까요?',
        body: '내년 예산으로 하나를 먼저 놓을 수 있습니다. 나머지는 그다음 해에 이어서 놓습니다. 가장 많이 고른 것을 3월에 시작합니다.',
        closes: 37,
        department: 'green',
        questions: [
          {
            asked: { kind: 'single', options: 4, askedIf: null },
            words: {
              question: '가장 먼저 놓을 것 하나를 골라 주세요.',
              options: ['그늘막', '긴 의자', '마실 물', '자전거 고치는 곳'],
            },
          },
        ],
      }),
      polled(57, 17, (nth) => [[1 + (nth % 3)]]),
      polled(55, 23, (nth) => [[1 + (nth % 4)]]),
      polled(51, 12, (nth) => [[nth % 5 === 0 ? 3 : 1]]),
      votesChanged(48, 4, [[3]]),
      polled(45, 9, (nth) => [[nth % 2 === 0 ? 3 : 1]]),
      polled(38, 16, (nth) => [[1 + (nth % 3)]]),
      followedUp(
        28,
        'adopted',
        '가장 많은 분이 고르신 그늘막을 3월에 먼저 놓겠습니다. 긴 의자는 다음 해 예산에 넣고, 놓을 곳을 다시 묻겠습니다.',
      ),
    ],
  },
  {
    scenes: [
      cityPolled(9, {
        title: '마을버스를 어떻게 타고 계신가요?',
        body: '내년에 다니는 때와 길을 다시 정합니다. 타지 않는 분의 까닭도 듣고 싶습니다. 답에 따라 다음 질문이 달라집니다.',
        closes: -12,
        department: 'transport',
        questions: [
          {
            asked: { kind: 'single', options: 3, askedIf: null },
            words: {
              question: '마을버스를 얼마나 자주 타시나요?',
              options: ['거의 날마다', '가끔', '타지 않아요'],
            },
          },
          {
            asked: { kind: 'score', options: 3, askedIf: { question: 1, options: [1, 2] }, scoreMax: 5 },
            words: { question: '얼마나 만족하시나요?', options: ['다니는 간격', '깨끗함', '친절함'] },
          },
          {
            asked: {
              kind: 'multiple',
              options: 4,
              askedIf: { question: 1, options: [3] },
              picksMin: 1,
              picksMax: 2,
            },
            words: {
              question: '타지 않는 까닭을 둘까지 골라 주세요.',
              options: ['정류장이 멀어요', '오래 기다려요', '가는 곳이 달라요', '걷는 게 좋아요'],
            },
          },
          {
            asked: { kind: 'ranked', options: 4, askedIf: null, picksMax: 3 },
            words: {
              question: '무엇부터 고치면 좋을지 차례로 골라 주세요.',
              options: ['더 자주', '더 늦게까지', '정류장을 더 많이', '휠체어로 타기 쉽게'],
            },
          },
        ],
      }),
      polled(8, 14, (nth) => [[1], [nth % 4, 3 + (nth % 3), 5], null, [1, 2 + (nth % 3)]]),
      polled(6, 9, (nth) => [[2], [1 + (nth % 3), 4, 3 + (nth % 2)], null, [4, 1, 2]]),
      polled(4, 11, (nth) => [[3], null, nth % 2 === 0 ? [1, 2] : [2], [2, 4]]),
      polled(2, 7, (nth) => [[1 + (nth % 2)], [2, 2 + (nth % 4), 4], null, [3]]),
      polled(0.4, 5, () => [[3], null, [4], [1]]),
    ],
  },
  {
    scenes: [
      cityPolled(5, {
        title: '광장의 분수를 몇 시까지 켤까요?',
        body: '광장에 나와 있는 분께만 묻습니다. 지금은 밤 9시에 끕니다.',
        closes: -9,
        place: { latitude: 37_565_600, longitude: 126_977_900, radiusMetres: 300 },
        questions: [
          {
            asked: { kind: 'single', options: 3, askedIf: null },
            words: { question: '몇 시까지가 좋을까요?', options: ['밤 8시', '밤 9시', '밤 10시'] },
          },
        ],
      }),
      polled(4, 8, (nth) => [[2 + (nth % 2)]], true),
    ],
  },
  {
    scenes: [
      cityPolled(2, {
        title: '동네 도서관을 밤늦게까지 열까요?',
        body: '밤 10시까지 열면 한 해에 1억 원이 더 듭니다. 누가 어떻게 답했는지는 시도 알 수 없습니다.',
        closes: -19,
        isAnonymous: true,
        questions: [
          {
            asked: { kind: 'single', options: 3, askedIf: null },
            words: {
              question: '어떻게 생각하시나요?',
              options: ['열어요', '열지 않아요', '주말에만 열어요'],
            },
          },
        ],
      }),
    ],
  },
  {
    scenes: [
      residentPolled(3, {
        title: '재활용품을 내놓는 요일을 바꿀까요?',
        body: '수요일 아침은 다들 바빠 골목에 며칠씩 쌓여 있습니다. 이웃들 생각이 궁금합니다.',
        closes: -11,
        questions: [
          {
            asked: { kind: 'single', options: 3, askedIf: null },
            words: {
              question: '어느 요일이 좋을까요?',
              options: ['지금처럼 수요일', '금요일', '일요일 저녁'],
            },
          },
        ],
      }),
      polled(2, 13, (nth) => [[1 + (nth % 3)]]),
      polled(0.6, 8, (nth) => [[2 + (nth % 2)]]),
    ],
  },
  {
    scenes: [
      cityPolled(1, {
        title: '겨울 축제를 어디에서 열까요?',
        body: '올해는 한 곳에서만 엽니다. 여러 곳을 고를 수 있습니다.',
        opens: -2,
        closes: -16,
        canChange: false,
        questions: [
          {
            asked: { kind: 'multiple', options: 4, askedIf: null, picksMin: 1, picksMax: 4 },
            words: {
              question: '갈 만한 곳을 모두 골라 주세요.',
              options: ['광장', '강변 공원', '도서관 앞', '시장 골목'],
            },
          },
        ],
      }),
    ],
  },
]
