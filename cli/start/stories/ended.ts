/** Proposals that came to an end early: too few supports, taken back, erased, hidden. */
import { commented } from '../scenes/comments.ts'
import { proposalHidden } from '../scenes/moderation.ts'
import { erased, proposed, supported, withdrawn } from '../scenes/proposals.ts'
import type { Story } from '../scenes/scene.ts'

export const ended: readonly Story[] = [
  {
    scenes: [
      proposed(158, {
        field: 'tax',
        title: '종이 고지서를 받지 않으면 세금을 조금 깎아 주세요',
        body: '전자 고지를 신청한 사람에게 우푯값만큼이라도 돌려주면 종이가 많이 줄어듭니다.',
      }),
      supported(150, 6),
      supported(140, 7),
      commented(
        139,
        'none',
        '이미 전자 송달 공제가 있습니다. 모르는 사람이 많으니 그걸 먼저 알리는 게 좋겠습니다.',
        9,
      ),
    ],
  },
  {
    scenes: [
      proposed(121, {
        field: 'transport',
        title: '지하철 첫차를 20분만 앞당겨 주세요',
        body: '새벽에 건물을 청소하러 가는 사람들은 첫차를 타도 늦습니다.',
      }),
      supported(118, 9),
      supported(105, 13),
      supported(93, 12),
    ],
  },
  {
    scenes: [
      proposed(64, {
        field: 'culture',
        title: '거리 공연을 신청하는 절차를 간단하게 해 주세요',
        body: '악기 하나로 삼십 분을 연주하는 데 서류가 다섯 장입니다.',
      }),
      supported(60, 3),
    ],
  },
  {
    scenes: [
      proposed(47, {
        field: 'planning',
        title: '시청 앞 분수를 밤 열두 시까지 틀어 주세요',
        body: '더운 밤에 사람들이 가장 많이 모이는 곳입니다.',
      }),
    ],
  },
  {
    scenes: [
      proposed(33, {
        field: 'education',
        title: '초등학교 돌봄 교실 신청을 선착순 말고 추첨으로 해 주세요',
        body: '아침 아홉 시 정각에 휴대전화를 들고 있을 수 없는 부모도 많습니다.',
      }),
      supported(31, 5),
      commented(30, 'none', '올해부터 이미 추첨으로 바뀐 학교가 많아요. 확인해 보세요.', 4),
      withdrawn(29),
    ],
  },
  {
    scenes: [
      proposed(75, {
        field: 'health',
        district: 'mapo',
        title: '동네 보건소 대기 순서를 휴대전화로 알려 주세요',
        body: '제 경험을 너무 자세히 적었습니다. 나중에 지우려고 합니다.',
      }),
      supported(70, 4),
      erased(68),
    ],
  },
  {
    scenes: [
      proposed(26, {
        field: 'economy',
        title: '주말 특가 수제 비누를 소개합니다',
        body: '지금 문의하시면 두 개를 더 드립니다.',
      }),
      proposalHidden(
        25,
        'advertising',
        '물건을 파는 글이며 시에 바라는 것이 없습니다. 제안할 내용이 있으시면 새로 올려 주세요.',
      ),
    ],
  },
]
