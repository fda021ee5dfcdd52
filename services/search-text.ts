/**
 * Korean text as it is indexed and asked for. Words are cut out (NFC, lower case, no punctuation), and of each Korean
 * word the particle or ending is taken off, as long as two syllables stay: 공원에서 and 공원을 are both 공원. This is by
 * lists of endings and knows no dictionary, so some nouns lose a last syllable (자전거도로 becomes 자전거도); as texts
 * and questions lose it alike, they still meet.
 */

/** What was written, in words without particles and endings; words that every proposal has are left out. */
export const searchWords = (text: string): string[] => {
  const stems = runsOf(text).map(stemOf)
  const words = stems.filter((word) => !emptyWords.has(word))
  // A text of nothing but such words means them.
  return words.length > 0 ? words : stems
}

/** The words by which two titles are compared: also without those that stand in many, such as 설치, 개선 or 서울시. */
export const comparedWords = (title: string): string[] => {
  const words = searchWords(title)
  const telling = words.filter((word) => !commonWords.has(word))
  return telling.length > 0 ? telling : words
}

/**
 * Every pair of neighbouring syllables, also across spaces, since people write 자전거도로 and 자전거 도로; other words
 * as they are. Each once.
 */
export const indexGrams = (text: string): string[] => [
  ...new Set(
    phrasesOf(text).flatMap((phrase) =>
      runsOf(phrase.replaceAll(/(?<=[가-힣]) (?=[가-힣])/g, '')).flatMap(indexGramsOf),
    ),
  ),
]

/** What a text must have to contain the words of a question. One of a single syllable is only the beginning of a pair. */
export const queryGrams = (question: string): string[] => [...new Set(searchWords(question).flatMap(pairsOf))]

/**
 * The sentences of a text as numbers, to find texts that have the same; also the whole text, so that short ones have at
 * least one. Two sentences that only look alike to the hash are one in some millions.
 */
export const passagesOf = (text: string): number[] => {
  const sentences = text.split(/[.!?\n]+/).map((sentence) => searchWords(sentence).join(' '))
  const whole = sentences.join(' ').trim()
  const long = sentences.filter((sentence) => sentence.length >= passageLengthMin)
  return whole === '' ? [] : [...new Set([...long, whole].map(hashOf))].slice(0, passagesMax)
}

/** Shorter ones are what anyone says, such as thanks at the end. */
const passageLengthMin = 12
const passagesMax = 500

/** FNV-1a, 32 bits, as PostgreSQL's signed integer. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash | 0
}

/** The last syllable too, so that every syllable begins something. */
const indexGramsOf = (run: string): string[] =>
  isKorean(run) && run.length > 1 ? [...pairsOf(run), run.slice(-1)] : [run]

const pairsOf = (run: string): string[] =>
  isKorean(run) && run.length > 1
    ? Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2))
    : [run]

const isKorean = (run: string): boolean => run >= '가' && run < '\ud7a4'

/** What stands between marks of punctuation, with one space between words. */
const phrasesOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\s]+|\n/u)
    .map((phrase) => phrase.replaceAll(/\s+/g, ' ').trim())
    .filter((phrase) => phrase !== '')

/** Words, cut again where Korean meets other letters or digits: 5호선에서 is 5 and 호선에서. */
const runsOf = (text: string): string[] =>
  phrasesOf(text)
    .flatMap((phrase) => phrase.match(/[가-힣]+|[^가-힣 ]+/g) ?? [])
    .map((run) => run.slice(0, runLengthMax))

/** At most two endings come off, as in 시민들에게는. */
const stemOf = (word: string): string => (isKorean(word) ? withoutEnding(withoutEnding(word)) : word)

/** Takes off the longest ending that leaves two syllables. */
const withoutEnding = (word: string): string => {
  if (nouns.has(word.slice(-2))) return word
  for (let length = Math.min(endingLengthMax, word.length - stemLengthMin); length > 0; length--)
    if (endings.has(word.slice(-length))) return word.slice(0, -length)
  return word
}

/** PostgreSQL takes words of up to 2 KB, and nobody looks for one of that length. */
const runLengthMax = 64
const stemLengthMin = 2

/** 조사: after nouns. */
const particles = [
  '은 는 이 가 을 를 의 에 에서 에게 에게서 에는 에도 에만 에서는 에서도 에서의 와 과 도 만 로 으로 로서 으로서 로써',
  '으로써 로의 으로의 로는 으로는 로도 으로도 까지 까지의 부터 부터의 보다 보다는 처럼 마다 조차 마저 밖에 이나 나마',
  '이라도 라도 이란 이라는 라는 이라고 라고 께 께서 한테 한테서 하고 이며 이고 들 들이 들을 들은 들의 들에게',
]

/** 어미: of verbs and of nouns made verbs, with the polite forms proposals end in. */
const verbEndings = [
  '합니다 합니까 했습니다 했으면 했다 한다 하다 하자 하라 하면 하며 하고 하는 하여 하기 하길 하게 하도록 하지 할 한 함',
  '해 해요 해서 해야 해라 해도 해달라 해주세요 해주십시오 해주시기 해주시길 해주시면 해주기 해주길 해줘 해줘요 해줍시다',
  '합시다 하세요 하십시오 하시기 하시길 하였으면 하였습니다 하겠습니다 할까요 할게요 하네요 하나요 한가요',
  '됩니다 됐으면 되었으면 되게 되도록 되는 된 될 됨 되다 되어 되어야 돼야 됐습니다 되었습니다 시켜 시키는 시키기 시킵시다',
  '주세요 주십시오 주시기 주시길 주시면 줍시다 주길 주기 줘요 달라 드립니다 드려요 바랍니다 바래요 바람',
  '습니다 습니까 읍시다 입니다 입니까 이다 인가요 이에요 예요 였으면 으면 네요 나요 까요 세요 어요 아요 지요 죠 군요',
  '좋겠습니다 좋겠어요 좋겠네요 좋을 좋겠다 싶습니다 싶어요 있습니다 없습니다',
]

const endings: ReadonlySet<string> = new Set(
  [...particles, ...verbEndings].flatMap((line) => line.split(' ')),
)
const endingLengthMax = [...endings].reduce((max, { length }) => Math.max(max, length), 0)

/** The last syllables of nouns that look as if they had a particle. */
const nouns: ReadonlySet<string> = new Set(
  (
    '도로 제도 회의 논의 협의 강의 토의 주의 정의 민의 아이 린이 놀이 높이 길이 차이 국가 평가 물가 휴가 문가 작가 증가 추가 허가 ' +
    '참가 원가 가로 진로 통로 활로 경로 미로 온도 속도 정도 한도 밀도 지도 수도 인도 차도 보도 철도 태도 각도 과도 효과 결과 ' +
    '성과 나이 종이 페이 릉이 양이'
  ).split(' '),
)

/** Words that say that something is proposed, and not what. */
const emptyWords: ReadonlySet<string> = new Set(
  [
    '제안 제안합니다 제안드립니다 건의 건의합니다 건의드립니다 요청 요청합니다 문의 부탁 부탁합니다 부탁드립니다 바랍니다',
    '관련 관한 관하여 관해 대한 대하여 대해 대해서 위한 위하여 위해 위해서 통한 통해 따른 및 등 좀 꼭 더 것 수 때 그 이 저',
    '해주세요 주세요 합니다 합시다 좋겠습니다 좋겠어요 있습니다 하는 하고 해야 합니다',
  ].flatMap((line) => line.split(' ')),
)

/** Found by counting: they stand in one title of a hundred and more, and say little of what it is about. */
const commonWords: ReadonlySet<string> = new Set(
  [
    '서울 서울시 서울특별시 시민 도시 지역 설치 신설 개설 개선 방안 방법 대책 정책 제도 만들어 만들 만들기 필요 있는 있도록 해주',
    '사용 활용 이용 운영 활성화 지원 확대 확충 강화 너무 도입 방지 해결 해소 문제 늘려 늘리기 사업 의견 홍보 추가 의무화 불편 마련',
    '실시 어떨 변경 관리 아이디어 좋겠 추진 개발 조성 제공 서비스 시스템 많은 없는 우리 모든 이런 우선',
  ].flatMap((line) => line.split(' ')),
)
