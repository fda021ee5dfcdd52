/** Proposals that were adopted, and what came of it: under way, carried out, dropped, not begun. */
import {
  carriedOut,
  dropped,
  ended,
  planned,
  postponed,
  progressed,
  promised,
  shown,
} from '../scenes/policies.ts'
import { answered, assigned } from '../scenes/answers.ts'
import { commented, replied } from '../scenes/comments.ts'
import { proposed, supported } from '../scenes/proposals.ts'
import type { Story } from '../scenes/scene.ts'

export const policies: readonly Story[] = [
  {
    scenes: [
      proposed(176, {
        field: 'safety',
        title: '골목길 가로등을 사람이 지날 때만 밝아지게 바꿔 주세요',
        body: '밤늦게 지나는 사람이 적은 골목은 어둡고, 주민이 자는 방은 밤새 밝습니다. 사람이 지날 때만 밝아지는 등이면 둘 다 나아집니다.\n\n위험하다고 신고가 많은 골목부터 시험하고, 전기를 얼마나 아꼈는지도 알려 주세요.',
      }),
      supported(172, 22),
      supported(165, 24),
      commented(164, 'for', '침실 창문 바로 앞이 가로등이라 암막 커튼을 달고 삽니다. 꼭 바꿔 주세요.', 21),
      commented(163, 'against', '갑자기 밝아지면 오히려 놀랍니다. 천천히 밝아지게 해야 합니다.', 13),
      supported(158, 19),
      assigned(155, 'infrastructure'),
      replied(154, 1, 'none', '3초에 걸쳐 밝아지는 제품도 있다고 합니다.'),
      answered(
        139,
        'adopted',
        '세 곳의 골목에서 먼저 시험한 다음, 결과가 좋으면 내년부터 넓히겠습니다. 빛은 3초에 걸쳐 천천히 밝아지게 하겠습니다.',
      ),
      planned(
        133,
        380_000_000,
        '사람을 알아보는 골목길 가로등',
        '골목 세 곳의 가로등 120개를 바꾸어 여섯 달 동안 시험하고, 밝기와 전기 사용량, 주민의 만족도를 공개합니다.',
      ),
      promised(132, 92, '시험할 골목 세 곳을 주민과 정하기'),
      promised(132, 40, '가로등 120개 바꾸기'),
      promised(132, 9, '시험 결과 중간 공개'),
      promised(132, -120, '넓힐지 결정하기'),
      ended(96, 0, 'done', '주민 회의 세 번을 거쳐 골목 세 곳을 정했습니다. 회의록은 누리집에 있습니다.'),
      progressed(
        60,
        '첫 골목의 가로등 44개를 바꾸었습니다. 부품이 늦게 들어와 두 번째 골목은 다음 달에 시작합니다.',
      ),
      ended(
        34,
        1,
        'done',
        '세 골목의 가로등 120개를 모두 바꾸었습니다. 부품이 늦어 약속한 날보다 늦었습니다.',
      ),
      shown(33, 1, '바꾸기 전과 뒤의 골목 사진과 밝기를 잰 값입니다.', 'https://example.org/street-lights'),
    ],
  },
  {
    scenes: [
      proposed(180, {
        field: 'environment',
        district: 'seongbuk',
        title: '비어 있는 화단을 이웃이 맡아 가꾸게 해 주세요',
        body: '담배꽁초만 쌓인 화단을 신청한 이웃에게 한 해씩 맡기고, 흙과 물은 구에서 대 주면 좋겠습니다.',
      }),
      supported(177, 26),
      supported(171, 30),
      assigned(168, 'green'),
      answered(
        152,
        'partly-adopted',
        '한 해가 아니라 한 철씩 맡기는 것으로 먼저 해 보겠습니다. 물은 가까운 공공 건물에서 쓰실 수 있게 하고, 흙과 모종은 시에서 드립니다.',
      ),
      planned(149, 42_000_000, '이웃이 가꾸는 화단', '화단 60곳을 이웃 모임에 맡기고 흙과 모종을 드립니다.'),
      promised(148, 110, '맡을 이웃 모임 모집하기'),
      promised(148, 70, '화단 60곳에 심기'),
      ended(115, 0, 'done', '모임 71곳이 신청하여 추첨으로 60곳을 정했습니다.'),
      ended(77, 1, 'done', '60곳 모두 심기를 마쳤습니다.'),
      shown(74, 1, '60곳의 사진과 모임의 이름을 지도에 올렸습니다.', 'https://example.org/flower-beds'),
      shown(70, null, '화단에서 걷은 쓰레기의 양이 여섯 주 사이에 절반으로 줄었습니다.'),
      carriedOut(
        68,
        '화단 60곳을 이웃이 가꾸고 있습니다. 다음 철에도 이어서 맡기기로 하고 이 정책을 마칩니다.',
      ),
      commented(66, 'for', '출근길이 달라졌습니다. 고맙습니다.', 18),
    ],
  },
  {
    scenes: [
      proposed(169, {
        field: 'economy',
        title: '동네 가게 배달을 함께 쓰는 손수레 자전거를 빌려주세요',
        body: '가게마다 오토바이를 쓰기에는 거리가 짧습니다. 전기 손수레 자전거를 함께 쓰게 해 주시면 소음도 줄어듭니다.',
      }),
      supported(164, 18),
      supported(156, 19),
      supported(149, 17),
      assigned(145, 'economy'),
      answered(
        108,
        'adopted',
        '시장 두 곳에 열 대를 두고 시험하겠습니다. 운영할 단체를 찾는 데 시간이 걸려 답변이 늦었습니다.',
      ),
      planned(
        101,
        150_000_000,
        '함께 쓰는 배달 손수레 자전거',
        '시장 두 곳에 전기 손수레 자전거 열 대를 둡니다.',
      ),
      promised(100, 55, '운영할 단체와 계약하기'),
      postponed(
        58,
        0,
        30,
        '운영할 단체와 계약하기',
        '첫 모집에 신청한 곳이 없어 조건을 바꾸어 다시 모집합니다.',
      ),
      ended(22, 0, 'dropped', '두 번 모집했으나 신청한 단체가 없습니다.'),
      dropped(
        21,
        '시장 안 통로의 너비가 손수레 자전거의 안전 기준에 모자라고, 운영하려는 단체가 없어 중단합니다. 쓰지 않은 예산은 시장 안 공동 배송 창구를 넓히는 데 쓰자고 제안하겠습니다.',
      ),
      commented(19, 'against', '너비는 처음부터 잴 수 있었습니다. 다음에는 약속하기 전에 재어 보세요.', 14),
    ],
  },
  {
    scenes: [
      proposed(62, {
        field: 'welfare',
        title: '경로당에서 화상 통화 쓰는 법을 알려 주세요',
        body: '손주와 얼굴을 보며 통화하고 싶어 하십니다. 한 번 배우고 잊으시니, 젊은 자원봉사자가 두 주에 한 번씩 같은 분을 찾아가면 좋겠습니다.',
      }),
      supported(57, 15),
      supported(49, 20),
      supported(41, 17),
      assigned(38, 'welfare'),
      answered(
        17,
        'adopted',
        '경로당 서른 곳에서 내년 봄에 시작하겠습니다. 계획이 서는 대로 이 쪽에 올리겠습니다.',
      ),
    ],
  },
]
