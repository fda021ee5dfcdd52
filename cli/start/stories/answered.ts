/** Proposals that were answered: in time and late, with every kind of decision. */
import { answered as answer, answeredInterim, assigned, corrected } from '../scenes/answers.ts'
import { commented, replied } from '../scenes/comments.ts'
import { appealDecided, appealed, hidden, reported } from '../scenes/moderation.ts'
import { proposed, supported } from '../scenes/proposals.ts'
import type { Story } from '../scenes/scene.ts'

export const answered: readonly Story[] = [
  {
    scenes: [
      proposed(133, {
        field: 'culture',
        title: '박물관 밤 개장을 한 달에 두 번으로 늘려 주세요',
        body: '한 달에 한 번뿐이라 갈 때마다 줄이 깁니다. 두 번으로 나누면 더 많은 사람이 조용히 볼 수 있습니다.',
      }),
      supported(128, 21),
      supported(120, 20),
      supported(109, 14),
      assigned(106, 'culture'),
      answer(
        88,
        'not-adopted',
        '밤 개장에는 한 번에 안내와 경비 인력 스물네 명이 더 필요합니다. 올해 정원으로는 낮 시간의 안내를 줄이지 않고 늘릴 수 없어 채택하지 않습니다.\n\n대신 밤 개장 예약을 두 시간 단위로 나누어 줄을 서지 않도록 바꾸었습니다. 내년 인력을 정할 때 이 제안을 다시 검토하겠습니다.',
      ),
      commented(
        86,
        'none',
        '안 되는 이유를 숫자로 알려 주셔서 이해가 됩니다. 내년에 다시 물어보겠습니다.',
        15,
      ),
      commented(85, 'against', '직원 정원은 늘 모자란다고 합니다. 정말 하려는 뜻이 있는지 모르겠습니다.', 4),
    ],
  },
  {
    scenes: [
      proposed(118, {
        field: 'administration',
        title: '민원 서류를 고칠 곳만 표시해서 돌려주세요',
        body: '한 줄이 틀려도 처음부터 다시 쓰라고 합니다. 무엇을 고쳐야 하는지 표시해서 돌려주면 한 번에 끝납니다.',
      }),
      supported(113, 17),
      supported(104, 19),
      supported(96, 18),
      assigned(94, 'administration'),
      answer(
        75,
        'adopted',
        '내년 3월부터 온라인 민원 서른두 종의 보완 요청에 고칠 항목을 표시하겠습니다. 나머지는 하반기까지 넓히겠습니다.',
      ),
      corrected(
        72,
        '내년 3월부터 온라인 민원 스물여섯 종의 보완 요청에 고칠 항목을 표시하겠습니다. 나머지는 하반기까지 넓히겠습니다. (처음 답변의 서른두 종은 방문 민원 여섯 종을 함께 센 것이어서 바로잡습니다.)',
      ),
    ],
  },
  {
    scenes: [
      proposed(163, {
        field: 'safety',
        title: '배달 오토바이의 인도 주행을 막을 방법을 찾아 주세요',
        body: '인도에서 뒤에서 오는 오토바이를 피하다가 넘어진 어르신이 있습니다. 단속만이 아니라 가게 앞에 잠깐 세울 자리도 함께 생각해 주세요.',
      }),
      supported(159, 24),
      supported(152, 21),
      supported(147, 16),
      commented(146, 'for', '학교 앞 인도만이라도 확실히 막아 주세요.', 17),
      commented(
        145,
        'against',
        '그 가게 사장은 010으로 시작하는 번호를 크게 써 붙여 놓고 그 집 아들이 늘 인도로 다닙니다. 모두 전화합시다.',
      ),
      reported(145, 1, 'personal-data', 3),
      hidden(
        144,
        1,
        'personal-data',
        '특정한 가게와 가족을 가리키고 전화를 부추기는 글입니다. 단속이 필요한 곳은 교통 민원으로 알려 주세요.',
      ),
      appealed(142, 0, 1, '번호를 그대로 적지는 않았습니다. 누구나 볼 수 있게 붙어 있는 번호입니다.'),
      appealDecided(
        139,
        0,
        'keep',
        '번호를 적지 않았더라도 한 가족을 알아볼 수 있고 여럿이 전화하도록 이끄는 글이므로 그대로 가립니다. 앞부분의 의견만 다시 쓰시면 가리지 않습니다.',
      ),
      assigned(140, 'transport'),
      answeredInterim(
        118,
        105,
        '단속 권한이 있는 경찰과 협의하고 있어 답변이 늦어집니다. 협의가 끝나는 대로 알려 드리겠습니다.',
      ),
      answer(
        101,
        'referred',
        '이륜차의 인도 통행 단속은 경찰의 일이어서 제안을 그대로 보냈습니다. 시가 할 수 있는 일로는 가게가 모인 길 열네 곳에 잠깐 세우는 자리를 마련하는 일을 각 구와 시작했습니다. 답변이 늦어 죄송합니다.',
      ),
      replied(99, 0, 'for', '세우는 자리라도 생긴다니 다행입니다. 어느 길인지 목록을 올려 주세요.'),
    ],
  },
]
