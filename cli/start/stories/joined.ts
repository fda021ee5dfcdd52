/** Several people ask for the same: similar proposals that were joined into one, and one that was taken out again. */
import { commented } from '../scenes/comments.ts'
import { appealDecided, appealed, hidden, reported } from '../scenes/moderation.ts'
import { joinedInto, moved, proposed, supported, takenOut } from '../scenes/proposals.ts'
import type { Story } from '../scenes/scene.ts'

const lead = 'child seats'

export const joined: readonly Story[] = [
  {
    name: lead,
    scenes: [
      proposed(27, {
        field: 'transport',
        title: '공공 자전거에 어린이 안장을 달아 주세요',
        body: '아이와 함께 탈 수 있는 자전거가 한 대도 없습니다. 대여소마다 두 대씩만이라도 뒤에 어린이 안장을 달고, 안전모를 함께 빌려주세요.',
      }),
      supported(24, 13),
      supported(17, 14),
      commented(16, 'for', '어린이집에 데려다줄 때 쓰고 싶습니다.', 9),
      commented(15, 'against', '차도에서 아이를 태우는 건 위험합니다. 당신 같은 부모가 문제입니다.', 1),
      reported(15, 1, 'insult', 2),
      hidden(14, 1, 'insult', '다른 주민을 헐뜯는 말이 있습니다.'),
      supported(13, 11),
      appealed(
        13,
        0,
        1,
        '안전을 걱정한 글이고 헐뜯을 뜻은 없었습니다. 한 문장 때문에 글 전체를 가린 것은 지나칩니다.',
      ),
      supported(12, 5),
      appealDecided(
        11,
        0,
        'restore',
        '뒤의 문장은 거칠지만 한 사람을 겨냥한 욕설로 보기 어렵고, 안전에 관한 의견이므로 되살립니다.',
      ),
    ],
  },
  ...[
    {
      days: 25,
      supports: 9,
      moves: 6,
      title: '따로 산 어린이 안장을 공공 자전거에 달 수 있게 해 주세요',
      body: '끼우는 자리만 있으면 안장은 제가 사겠습니다.',
    },
    {
      days: 22,
      supports: 6,
      moves: 3,
      title: '아이를 태울 수 있는 공공 자전거가 필요합니다',
      body: '뒷자리 안장이 있는 자전거를 몇 대만 두어 주세요.',
    },
    {
      days: 19,
      supports: 4,
      moves: 0,
      title: '공공자전거 유아 안장 설치',
      body: '유아 안장을 설치해 주세요.',
    },
  ].map(({ days, supports, moves, title, body }): Story => ({
    scenes: [
      proposed(days, { field: 'transport', title, body }),
      supported(days - 3, supports),
      joinedInto(
        10,
        lead,
        '공공 자전거에 어린이 안장을 바라는 같은 제안입니다. 공감은 옮기지 않았으니, 함께하실 분은 직접 옮겨 주세요.',
      ),
      moved(8, moves, lead),
    ],
  })),
  {
    scenes: [
      proposed(20, {
        field: 'transport',
        title: '공공 자전거 안장을 더 낮출 수 있게 해 주세요',
        body: '키가 작은 어른과 청소년은 발이 땅에 닿지 않습니다.',
      }),
      supported(18, 11),
      joinedInto(10, lead, '공공 자전거의 안장에 관한 제안입니다.'),
      commented(9, 'against', '아이를 태우는 안장과 제 안장의 높이는 다른 이야기입니다.', 7),
      takenOut(7, '말씀하신 대로 다른 제안이어서 다시 나눕니다. 잘못 합쳐 죄송합니다.'),
      supported(4, 6),
    ],
  },
  // As like the one about snow as can be: a moderator finds them, and nobody has joined them yet.
  {
    scenes: [
      proposed(0.9, {
        field: 'safety',
        district: 'gwanak',
        title: '눈이 오기 전에 언덕길 제설함 위치를 알려 주세요',
        body: '지난겨울에는 제설함이 눈에 묻혀 찾지 못했습니다. 언덕 위와 아래에 표지판을 세워 주세요.',
      }),
      supported(0.5, 3),
    ],
  },
  {
    scenes: [
      proposed(0.7, {
        field: 'safety',
        title: '언덕길 제설함 위치를 지도로 알려 주세요',
        body: '처음 이사 온 사람은 제설함이 어디 있는지 모릅니다. 지도에 표시해 주시면 함께 뿌리겠습니다.',
      }),
      supported(0.3, 2),
    ],
  },
]
