/** Proposals whose answer is still owed: without a department yet, in preparation, due soon, overdue. */
import { answeredInterim, assigned } from '../scenes/answers.ts'
import { commented, replied } from '../scenes/comments.ts'
import { proposed, supported } from '../scenes/proposals.ts'
import type { Story } from '../scenes/scene.ts'

export const owed: readonly Story[] = [
  {
    scenes: [
      proposed(18, {
        field: 'transport',
        title: '환승 통로 안내선을 벽이 아니라 바닥에 그려 주세요',
        body: '사람이 많으면 벽의 표지가 보이지 않습니다. 바닥에 노선 색으로 이어진 선이 있으면 처음 온 사람도 멈추지 않고 따라갈 수 있고, 뒤에 오는 사람도 편합니다.',
      }),
      supported(15, 12),
      supported(9, 21),
      supported(3, 20),
      commented(2, 'for', '외국인 친구가 가장 좋았다고 한 게 다른 도시의 바닥 선이었습니다.', 11),
      supported(0.7, 2),
    ],
  },
  {
    scenes: [
      proposed(24, {
        field: 'housing',
        district: 'dongjak',
        title: '반지하 집에 물이 차기 전에 울리는 경보기를 달아 주세요',
        body: '비가 많이 오는 날은 밤새 현관만 쳐다봅니다. 배수구와 현관 앞 두 곳에 물 높이를 재는 작은 경보기를 달고, 혼자 사는 어르신 댁은 이웃에게도 함께 울리게 해 주세요.\n\n내년 장마 전에 위험한 집부터 시작하면 좋겠습니다.',
      }),
      supported(22, 15),
      supported(17, 18),
      supported(9, 22),
      commented(
        8,
        'for',
        '작년에 현관문이 물에 눌려 열리지 않았습니다. 십 분만 빨리 알았어도 달랐을 겁니다.',
        19,
      ),
      assigned(6, 'housing'),
      supported(4, 8),
      replied(3, 0, 'none', '경보기와 함께 창문 방범창을 안에서 열 수 있게 바꾸는 일도 같이 해야 합니다.'),
    ],
  },
  {
    scenes: [
      proposed(35, {
        field: 'education',
        title: '학교 운동장을 주말 오전에 동네에 열어 주세요',
        body: '아이들이 공을 찰 곳이 없습니다. 토요일 오전 세 시간만, 학교가 정한 구역만이라도 열고 관리하는 분의 수당은 시에서 맡아 주세요.',
      }),
      supported(31, 14),
      supported(24, 22),
      supported(15, 19),
      assigned(13, 'education'),
      commented(
        12,
        'against',
        '주말에 깨진 병을 월요일에 아이들이 밟습니다. 청소까지 책임질 사람이 없으면 반대합니다.',
        14,
      ),
      commented(11, 'for', '관리하는 분만 계시면 다 해결되는 문제라고 봅니다.', 6),
    ],
  },
  {
    scenes: [
      proposed(49, {
        field: 'transport',
        title: '저상버스가 몇 분 뒤에 오는지 따로 보여 주세요',
        body: '휠체어를 타는 저는 다음 버스가 아니라 다음 저상버스를 기다립니다. 정류장 화면과 앱에 저상버스 도착 시각을 따로 보여 주세요.',
      }),
      supported(44, 20),
      supported(36, 18),
      supported(27, 21),
      assigned(24, 'transport'),
      commented(22, 'for', '유아차를 끄는 사람에게도 똑같이 필요합니다.', 10),
    ],
  },
  {
    scenes: [
      proposed(46, {
        field: 'health',
        title: '달리는 사람이 많은 강변에 물 마시는 곳을 늘려 주세요',
        body: '세 정거장을 가야 물을 마실 수 있습니다. 병에 담을 수 있는 꼭지 하나면 버려지는 물병도 줄어듭니다.',
      }),
      supported(41, 16),
      supported(33, 17),
      supported(25, 19),
    ],
  },
  {
    scenes: [
      proposed(76, {
        field: 'environment',
        title: '배달 음식 다회용 그릇을 걷어 가는 함을 단지마다 놓아 주세요',
        body: '다회용 그릇을 골라도 돌려줄 곳이 멀면 다시 일회용을 고르게 됩니다. 아파트와 골목마다 걷어 가는 함을 두고, 몇 개가 돌아왔는지 알려 주세요.',
      }),
      supported(71, 19),
      supported(62, 22),
      supported(52, 20),
      assigned(48, 'climate'),
      answeredInterim(
        24,
        10,
        '그릇을 씻는 시설의 남은 용량을 조사하고 있습니다. 두 구에서 시험하는 안을 만들어 열흘 안에 답변드리겠습니다.',
      ),
      commented(8, 'none', '답변하겠다고 한 날이 지났습니다. 무엇 때문에 늦어지는지라도 알려 주세요.', 16),
    ],
  },
  {
    scenes: [
      proposed(58, {
        field: 'construction',
        district: 'yangcheon',
        title: '공사장 옆 보행로를 막을 때 돌아가는 길을 먼저 내 주세요',
        body: '인도를 막아 놓고 차도로 걸어가라고 합니다. 아이들이 등하교하는 길만이라도 임시 보행로를 만든 다음에 공사를 시작하게 해 주세요.',
      }),
      supported(52, 18),
      supported(45, 17),
      supported(36, 20),
      assigned(33, 'infrastructure'),
      commented(4, 'for', '기한이 지났는데 그사이에 공사는 거의 끝났습니다.', 12),
    ],
  },
]
