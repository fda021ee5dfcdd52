/** Proposals that still collect supports: quickly, slowly, not yet at all, two short of their threshold. */
import { commented, replied } from '../scenes/comments.ts'
import { proposed, supported } from '../scenes/proposals.ts'
import type { Story } from '../scenes/scene.ts'

export const rising: readonly Story[] = [
  {
    scenes: [
      proposed(16, {
        field: 'transport',
        title: '여름 그늘막을 겨울에는 바람막이로 바꿔 주세요',
        body: '횡단보도 그늘막은 10월이면 접혀서 봄까지 기둥만 서 있습니다. 기둥에 투명한 가림막을 걸면 겨울에도 쓸 수 있습니다.\n\n신호를 오래 기다리는 큰길부터 몇 곳만 시험해 보면 좋겠습니다. 걷어 둘 자리와 청소는 이미 그늘막을 맡은 분들이 함께 하실 수 있을 것 같습니다.',
      }),
      supported(15, 3),
      supported(11, 7),
      commented(10, 'for', '아이 유치원 버스를 기다리는 자리라 겨울마다 떨었습니다. 꼭 됐으면 좋겠어요.', 12),
      supported(6, 9),
      replied(
        5.5,
        0,
        'none',
        '저희 동네는 작년에 비슷한 걸 달았는데 바람이 세면 펄럭여서 소리가 컸습니다. 고정 방법을 함께 봐야 합니다.',
      ),
      commented(
        5,
        'against',
        '가림막이 있으면 우회전하는 차가 보행자를 못 볼 수 있습니다. 모서리 말고 안쪽에 두어야 합니다.',
        8,
      ),
      supported(3, 12),
      supported(2, 11),
      supported(1, 5),
      supported(0.3, 1),
    ],
  },
  {
    scenes: [
      proposed(6, {
        field: 'safety',
        district: 'gwanak',
        title: '언덕길에 눈이 오기 전에 제설함 위치를 알려 주세요',
        body: '언덕이 많은 동네라 눈이 오면 집 앞부터 뿌려야 하는데 제설함이 어디 있는지 아는 사람이 드뭅니다. 위치를 지도에 올리고, 뚜껑에 큰 글씨로 쓰는 법을 붙여 주세요.',
      }),
      supported(5, 4),
      supported(3, 8),
      supported(2, 10),
      commented(2, 'for', '작년에 제설함을 찾다가 빙판에서 넘어졌습니다. 지도만 있어도 다릅니다.', 9),
      supported(1, 14),
      supported(0.4, 5),
    ],
  },
  {
    scenes: [
      proposed(9, {
        field: 'women',
        title: '공원 화장실 기저귀 갈이대를 남녀 모두에 놓아 주세요',
        body: '아빠와 둘이 나온 아이는 갈 곳이 없습니다. 새로 고치는 화장실부터라도 양쪽에 하나씩 놓아 주시고, 어디에 있는지 입구에 표시해 주세요.',
      }),
      supported(8, 6),
      supported(4, 9),
      commented(3, 'for', '주말마다 겪는 일입니다. 차 트렁크에서 갈아 본 사람은 압니다.', 7),
      supported(2, 8),
      supported(0.6, 10),
    ],
  },
  {
    scenes: [
      proposed(21, {
        field: 'culture',
        title: '작은 도서관끼리도 책을 빌려 올 수 있게 해 주세요',
        body: '큰 도서관은 상호대차가 되는데 아파트 단지의 작은 도서관은 되지 않습니다. 일주일에 한 번이라도 책 차가 돌면, 가까운 곳에서 받아 볼 수 있는 책이 열 배로 늘어납니다.',
      }),
      supported(19, 5),
      supported(12, 8),
      supported(7, 6),
      supported(2, 8),
      commented(
        1,
        'none',
        '봉사자 몇 분이 꾸리는 곳이 많습니다. 책을 포장하고 기록할 손이 있는지부터 물어봐 주세요.',
        5,
      ),
    ],
  },
  {
    scenes: [
      proposed(12, {
        field: 'youth',
        title: '월세 계약 상담을 저녁에도 받을 수 있게 해 주세요',
        body: '계약서는 저녁에 쓰는데 상담은 낮에만 됩니다. 일주일에 이틀, 밤 9시까지 화상으로라도 물어볼 곳이 있으면 처음 집을 구하는 사람이 덜 속습니다.',
      }),
      supported(10, 4),
      supported(6, 7),
      supported(1, 8),
    ],
  },
  {
    scenes: [
      proposed(8, {
        field: 'economy',
        district: 'dongdaemun',
        title: '시장 입구에 장바구니를 맡겨 두는 선반을 놓아 주세요',
        body: '두 손에 짐을 들면 더 둘러보지 않고 돌아가게 됩니다. 한 시간만 맡아 주는 칸막이 선반이 입구마다 있으면 어르신도 천천히 장을 보실 수 있습니다.',
      }),
      supported(6, 5),
      supported(3, 5),
      supported(0.8, 4),
    ],
  },
  {
    scenes: [
      proposed(28, {
        field: 'housing',
        title: '새로 짓는 공공 주택 옥상을 입주민 텃밭으로 열어 주세요',
        body: '옥상 문이 잠긴 채로 몇 년이 갑니다. 물과 흙만 올려 두면 이웃끼리 얼굴을 아는 자리가 됩니다. 방수와 난간 기준을 설계할 때 함께 넣어 주세요.',
      }),
      supported(25, 8),
      supported(18, 12),
      commented(
        17,
        'against',
        '물이 새면 그 아래 집이 몇 달을 고생합니다. 이미 지은 건물은 빼고 새 건물만 하자는 데에는 찬성합니다.',
        6,
      ),
      supported(9, 9),
      supported(4, 7),
    ],
  },
  {
    scenes: [
      proposed(14, {
        field: 'administration',
        title: '구마다 다른 체육관 예약을 한 화면에서 하게 해 주세요',
        body: '배드민턴 코트 하나를 잡으려고 누리집 다섯 곳에 가입했습니다. 빈 시간만이라도 한 곳에서 보이면 됩니다.',
      }),
      supported(12, 3),
      supported(5, 4),
      supported(1, 2),
    ],
  },
  {
    scenes: [
      proposed(11, {
        field: 'safety',
        district: 'jungnang',
        title: '하천 산책로의 어두운 다리 밑에 등을 더 달아 주세요',
        body: '산책로는 밝은데 다리 밑 백 걸음이 캄캄합니다. 물가의 새와 벌레도 있으니 발밑만 비추는 낮은 등이면 좋겠습니다.',
      }),
      supported(9, 4),
      supported(3, 2),
    ],
  },
  {
    scenes: [
      proposed(5, {
        field: 'welfare',
        title: '휠체어와 유아차가 갈 수 있는 길을 경사까지 지도에 넣어 주세요',
        body: '엘리베이터가 있다는 표시만 보고 갔다가 가파른 길에서 돌아선 적이 많습니다. 경사와 턱 높이를 숫자로 적어 주시면 혼자서도 갈 수 있는 길을 고를 수 있습니다.',
      }),
      supported(3, 1),
      supported(1, 1),
    ],
  },
  {
    scenes: [
      proposed(3, {
        field: 'other',
        title: '주민센터 서류 작성대에 돋보기와 예시를 놓아 주세요',
        body: '글씨가 작아 옆 사람에게 물어보게 됩니다. 크게 인쇄한 예시 한 장이면 충분합니다.',
      }),
      supported(1, 1),
    ],
  },
  {
    scenes: [
      proposed(0.3, {
        field: 'environment',
        district: 'nowon',
        title: '분리배출 요일을 바꿀 때는 한 달 전에 문 앞에 알려 주세요',
        body: '지난달에 요일이 바뀐 것을 모르고 내놓았다가 골목에 며칠씩 쌓였습니다.',
      }),
    ],
  },
]
