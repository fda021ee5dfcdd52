/** What the city debated: by supports, by the panel's word, by a question of the city's own. */
import { answered, answeredByMayor, assigned } from '../scenes/answers.ts'
import { commented, commentedInDebate } from '../scenes/comments.ts'
import { asked, decidedByPanel, opined } from '../scenes/debates.ts'
import { dismissed, reported } from '../scenes/moderation.ts'
import { proposed, supported } from '../scenes/proposals.ts'
import type { Story } from '../scenes/scene.ts'

export const debates: readonly Story[] = [
  {
    scenes: [
      proposed(38, {
        field: 'transport',
        title: '큰길 한 차로를 주말마다 걷는 길로 바꿔 주세요',
        body: '일요일 오전에는 차가 적습니다. 한 차로만 비워도 아이들이 자전거를 배우고 가게 앞에 의자를 놓을 수 있습니다. 석 달만 시험해 보고 가게의 매출과 막히는 시간을 재어 결정하면 좋겠습니다.',
      }),
      supported(35, 24),
      supported(28, 31),
      assigned(26, 'transport'),
      supported(20, 27),
      commented(19, 'for', '다른 도시는 수십 년째 하고 있습니다. 우리도 할 수 있습니다.', 23),
      commented(18, 'against', '버스는 어디로 가나요? 돌아가는 길이 더 막힐 겁니다.', 19),
      supported(12, 22),
      opined(11, 'for', '아이와 마음 놓고 걸을 수 있는 날이 한 주에 하루는 있어야 합니다.'),
      opined(
        11,
        'against',
        '주말에 물건이 들어오는 가게는 문을 닫으라는 말과 같습니다. 내리는 시간을 먼저 정해 주세요.',
      ),
      opined(10, 'for', '가게를 합니다. 작년 축제 때 길을 막은 이틀이 한 해 가운데 가장 잘됐습니다.'),
      opined(10, 'other', '찬성하지만 구급차가 지날 길을 먼저 그려 놓고 시작해야 합니다.'),
      opined(9, 'against', '일요일에도 일하러 갑니다. 버스가 돌아가면 삼십 분이 늘어납니다.'),
      opined(8, 'for', '석 달만 해 보고 재어 보자는 말이니 반대할 까닭이 없습니다.'),
      opined(7, 'against', '한 차로만 비우는 것은 위험합니다. 막을 거면 다 막아야 합니다.'),
      opined(6, 'for', '한 달에 한 번부터 시작하면 어떨까요. 그래도 찬성입니다.'),
      opined(5, 'other', '동네마다 사정이 다르니 길을 고르는 일을 그 길에 사는 사람에게 맡겨 주세요.'),
      opined(4, 'for', '내리는 시간을 오전 8시까지로 정하면 된다는 글을 읽고 생각을 바꿨습니다.', 1),
      opined(4, 'for', '걷는 사람이 늘면 병원에 가는 사람이 줄어듭니다.'),
      opined(3, 'against', '소음 때문에 힘듭니다. 공연은 하지 않는다는 약속이 있어야 합니다.'),
      opined(2, 'for', '휠체어로 넓은 길 한가운데를 달려 보고 싶습니다.'),
      supported(1, 4),
      opined(0.9, 'other', '시험하는 동안의 숫자를 매주 공개해 주세요. 그걸 보고 정하겠습니다.'),
    ],
  },
  {
    scenes: [
      proposed(28, {
        field: 'women',
        title: '밤늦게 집에 가는 길을 함께 걷는 봉사를 다시 시작해 주세요',
        body: '몇 해 전에 있던 봉사가 없어졌습니다. 신청하는 사람이 적어 보여도, 꼭 필요한 한 사람에게는 그날 밤의 전부입니다.',
      }),
      supported(26, 12),
      supported(22, 19),
      decidedByPanel(
        18,
        'debate',
        '공감은 기준에 미치지 못했지만 밤길의 안전은 수로만 잴 수 없고, 겨울이 오기 전에 정해야 하는 일이어서 토론에 올립니다.',
      ),
      opined(17, 'for', '한 번 써 봤는데 그 뒤로 밤 근무를 그만두지 않아도 됐습니다.'),
      opined(16, 'other', '사람 대신 밝은 길과 비상벨이 먼저라고 생각합니다. 둘 다 하면 더 좋고요.'),
      opined(13, 'for', '봉사자였습니다. 하루에 한 명이라도 있으면 보람이 있었습니다.'),
      opined(
        10,
        'against',
        '모르는 봉사자와 걷는 것이 더 무섭다는 사람도 있습니다. 누가 오는지 확인되어야 합니다.',
      ),
      opined(6, 'for', '봉사자의 신원을 확인하고 두 사람이 함께 다니면 됩니다.'),
      commented(5, 'for', '토론에 올려 주셔서 고맙습니다.', 6),
    ],
  },
  {
    scenes: [
      proposed(131, {
        field: 'environment',
        title: '공공 건물 옥상을 태양광과 나무로 나누어 쓰게 해 주세요',
        body: '옥상 절반에는 태양광을, 절반에는 나무를 두면 여름에 건물이 시원해지고 전기도 얻습니다. 어느 건물이 버틸 수 있는지부터 조사해 공개해 주세요.',
      }),
      supported(127, 33),
      supported(121, 30),
      assigned(119, 'climate'),
      supported(108, 28),
      supported(95, 21),
      answered(
        94,
        'not-adopted',
        '건물이 버티는 무게를 조사할 예산이 올해는 없어 부서에서는 채택하지 못합니다. 열린 토론의 결과에 따르겠습니다.',
      ),
      opined(89, 'for', '빈 옥상은 도시가 버려 둔 땅입니다.'),
      opined(88, 'for', '전기를 얼마나 만드는지 건물 앞에 표시해 주세요.'),
      opined(87, 'against', '태양광판은 눈이 부시고 바람에 소리가 납니다. 집 가까운 곳은 빼 주세요.'),
      opined(86, 'other', '나무와 판을 한 옥상에 섞지 말고 건물마다 하나씩 하는 편이 관리하기 쉽습니다.'),
      opined(84, 'for', '학교 옥상에 하면 아이들 공부도 됩니다.'),
      opined(83, 'for', '에어컨을 덜 켜게 되니 결국 돈을 아낍니다.'),
      opined(81, 'against', '물이 새는 건물을 여럿 봤습니다. 방수부터 다시 해야 합니다.'),
      opined(79, 'for', '방수를 새로 하는 건물부터 하면 됩니다.'),
      opined(77, 'other', '남은 전기를 이웃 복지관에 나누어 주면 더 좋겠습니다.'),
      opined(74, 'for', '새들이 쉴 곳이 생깁니다.'),
      opined(71, 'against', '예산을 먼저 보여 주세요. 얼마인지 모르고 찬성할 수 없습니다.'),
      opined(70, 'for', '조사 결과를 모두 공개한다는 조건으로 찬성합니다.'),
      opined(68, 'for', '여름에 한번 올라가 보세요. 발바닥이 뜨겁습니다.'),
      opined(66, 'other', '옥상에 올라가 볼 수 있게 열어 주세요.'),
      answeredByMayor(
        47,
        'adopted',
        '토론에 참여해 주신 분들께 고맙습니다. 방수를 새로 하는 공공 건물 스무 곳에서 시작하고, 조사한 결과와 예산을 모두 공개하겠습니다. 집과 가까운 면에는 태양광판을 두지 않겠습니다.',
      ),
      commented(20, 'none', '채택하신 지 한 달이 되어 가는데 맡을 부서가 아직 정해지지 않았습니다.', 11),
    ],
  },
  {
    scenes: [
      proposed(112, {
        field: 'youth',
        title: '면접 정장을 빌려 입는 곳을 자치구마다 두어 주세요',
        body: '빌리러 가는 데 한 시간, 돌려주러 가는 데 한 시간이 걸립니다. 구마다 한 곳씩 받아 가고 돌려주는 곳만 있어도 됩니다.',
      }),
      supported(107, 36),
      supported(98, 34),
      assigned(97, 'youth'),
      supported(86, 32),
      opined(84, 'for', '면접 전날에 서울을 가로질러 다녀왔습니다.'),
      opined(80, 'for', '택배로 보내 주는 것도 함께 생각해 주세요.'),
      opined(75, 'other', '정장을 입어야 하는 면접부터 줄어야 합니다.'),
      answered(
        71,
        'adopted',
        '받아 가고 돌려주는 창구를 다섯 구에서 먼저 열고, 동네 대여점과 함께 운영하겠습니다.',
      ),
      commented(70, 'for', '우리 구도 얼른 열렸으면 좋겠습니다.', 5),
      opined(64, 'against', '가게가 하던 일을 시가 하면 동네 대여점이 문을 닫습니다.'),
    ],
  },
  {
    scenes: [
      proposed(57, {
        field: 'planning',
        title: '강 위에 걸어서 건너는 다리를 하나 더 놓아 주세요',
        body: '차 옆으로 건너는 다리는 시끄럽고 바람이 셉니다. 걷는 사람만 건너는 다리가 하나 있으면 좋겠습니다.',
      }),
      supported(53, 18),
      supported(44, 20),
      decidedByPanel(
        36,
        'no-debate',
        '다리의 자리와 비용을 조사한 자료가 아직 없어 지금 토론하면 찬반만 남게 됩니다. 조사가 끝나는 내년에 다시 보겠습니다.',
      ),
      commented(34, 'none', '조사를 언제까지 하는지도 함께 알려 주시면 좋겠습니다.', 8),
      commented(33, 'against', '이런 데 쓸 돈이 있으면 있는 다리나 고치세요.', 3),
      reported(32, 1, 'insult', 1),
      dismissed(31, 0, '거친 말투이지만 누구를 욕하거나 헐뜯는 글은 아닙니다. 의견은 가리지 않습니다.'),
    ],
  },
  {
    scenes: [
      asked(
        14,
        '다리의 꾸밈 조명을 밤 열한 시에 끌까요?',
        '지금은 자정까지 켭니다. 한 시간 일찍 끄면 한 해에 약 1억 2천만 원과 그만큼의 전기를 아낍니다. 야경을 보러 오는 분들과 강가에 사는 분들의 생각을 함께 듣고자 합니다.',
      ),
      opined(13, 'for', '강가에 삽니다. 열한 시면 충분히 늦습니다.'),
      opined(12, 'against', '밤 근무를 마치고 건너는 다리가 밝아서 좋았습니다. 금요일만이라도 남겨 주세요.'),
      opined(9, 'for', '새가 쉬어야 합니다.'),
      opined(5, 'other', '끄는 시각을 철마다 다르게 하면 어떨까요.'),
      opined(1, 'for', '아낀 돈을 어두운 산책로에 쓴다면 찬성합니다.'),
    ],
  },
  {
    scenes: [
      // While members take sides without a name.
      asked(
        16,
        '구청 주차장을 주말에 돈을 받고 열까요?',
        '주말에는 구청 주차장이 비어 있습니다. 열어 두면 가게를 찾는 차가 골목에 서지 않지만, 지키는 사람의 품삯이 듭니다. 이웃의 눈치를 보지 않고 답하시도록 이름 없이 묻습니다.',
      ),
      commentedInDebate(11, 'none', '얼마를 받는지부터 알려 주세요. 천 원이면 모두 쓸 것 같습니다.', 4),
      commentedInDebate(4, 'against', '주말에 아이들이 자전거를 타는 곳입니다. 반만 열어 주세요.', 14),
    ],
  },
]
