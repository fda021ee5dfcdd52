/** What waits for moderators: comments that were reported and not judged yet, and an appeal against hiding one. */
import { commented } from '../scenes/comments.ts'
import { appealed, hidden, reported } from '../scenes/moderation.ts'
import { proposed, supported } from '../scenes/proposals.ts'
import type { Story } from '../scenes/scene.ts'

const advertisement = '시장 안 과일, 오늘만 반값! 상자째 사실 분은 댓글 남겨 주세요.'

export const moderated: readonly Story[] = [
  {
    scenes: [
      proposed(12, {
        field: 'economy',
        title: '전통 시장에 장바구니를 맡길 곳을 만들어 주세요',
        body: '무거운 짐을 들고 시장을 돌기 어렵습니다. 입구에 보관함을 두고, 버스 정류장까지 수레를 빌려 주시면 좋겠습니다.',
      }),
      supported(11, 9),
      commented(10, 'for', '어머니와 함께 갈 때 꼭 있었으면 했습니다.', 6),
      commented(6, 'none', advertisement),
      commented(5.5, 'none', `${advertisement} 배달도 됩니다.`),
      commented(5, 'against', '이런 글 쓰는 사람은 게을러서 그래요. 직접 들고 다니세요.'),
      supported(4.5, 7),
      commented(4, 'against', '보관함보다 주차장이 먼저라고 생각합니다.', 3),
      hidden(4, 3, 'insult', '글을 쓴 사람을 게으르다고 헐뜯는 말이 있습니다.'),
      reported(3, 1, 'advertising', 3),
      reported(2.5, 2, 'advertising', 2),
      reported(2, 4, 'insult', 1),
      appealed(1.5, 0, 3, '심한 욕을 한 것도 아닙니다. 짐을 나를 사람이 없는 분의 사정은 몰랐습니다.'),
      supported(1, 5),
    ],
  },
]
