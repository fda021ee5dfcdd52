/** Charts of docs/scale.md as SVG files: lines over a few places, on a scale by tenfolds where figures are far apart. */
export interface Line {
  readonly name: string
  readonly values: readonly number[]
  readonly color: string
  readonly dash?: string
}

export interface Chart {
  readonly title: string
  readonly places: readonly string[]
  readonly lines: readonly Line[]
  readonly unit: string
  readonly isTenfold: boolean
}

const size = { width: 720, height: 360, left: 70, right: 190, top: 60, bottom: 44 }

export const drawChart = ({ title, places, lines, unit, isTenfold }: Chart): string => {
  const all = lines.flatMap(({ values }) => values)
  const scale = isTenfold ? tenfoldScale(all) : evenScale(all)
  const x = (at: number): number =>
    size.left + ((size.width - size.left - size.right) * at) / Math.max(1, places.length - 1)
  const y = (value: number): number =>
    size.height - size.bottom - (size.height - size.top - size.bottom) * scale.share(value)
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="t" font-family="sans-serif" font-size="13">`,
    `<title id="t">${escape(title)}</title>`,
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    text(size.left - 50, 20, title, 'start', ' font-weight="bold"'),
    ...scale.marks.flatMap((mark) => [
      `<line x1="${size.left}" x2="${size.width - size.right}" y1="${px(y(mark))}" y2="${px(y(mark))}" stroke="#ddd"/>`,
      text(size.left - 8, y(mark) + 4, mark.toLocaleString('en'), 'end'),
    ]),
    ...places.map((place, at) => text(x(at), size.height - size.bottom + 22, place, 'middle')),
    text(size.left - 50, 38, unit, 'start', ' fill="#555"'),
    ...lines.flatMap((line) => drawLine(line, x, y)),
    ...namesOf(lines, y).map(({ line, at }) =>
      text(x(places.length - 1) + 12, at + 4, line.name, 'start', ` fill="${line.color}"`),
    ),
    '</svg>',
  ]
  return `${parts.join('\n')}\n`
}

const drawLine = (
  { values, color, dash }: Line,
  x: (at: number) => number,
  y: (value: number) => number,
): string[] => [
  `<polyline points="${values.map((value, at) => `${px(x(at))},${px(y(value))}`).join(' ')}" fill="none" stroke="${color}" stroke-width="2"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`,
  ...values.map((value, at) => `<circle cx="${px(x(at))}" cy="${px(y(value))}" r="4" fill="${color}"/>`),
]

/** At the ends of their lines, one under the other where they would meet. */
const namesOf = (lines: readonly Line[], y: (value: number) => number) => {
  const named = lines
    .map((line) => ({ line, at: y(line.values.at(-1) ?? 0) }))
    .sort((one, other) => one.at - other.at)
  named.forEach((name, at) => {
    const above = named[at - 1]
    if (above && name.at < above.at + 16) name.at = above.at + 16
  })
  return named
}

const evenScale = (values: readonly number[]) => {
  const step = 10 ** Math.floor(Math.log10(Math.max(...values)))
  const top = Math.ceil(Math.max(...values) / step) * step
  const marks = Array.from({ length: Math.round((2 * top) / step) + 1 }, (_, at) => (at * step) / 2)
  return { marks, share: (value: number): number => value / top }
}

const tenfoldScale = (values: readonly number[]) => {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(Math.log10) as [number, number]
  const [from, to] = [Math.floor(low), Math.ceil(high)]
  const marks = Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at))
  return { marks, share: (value: number): number => (Math.log10(value) - from) / (to - from) }
}

const px = (value: number): string => value.toFixed(1)

const text = (x: number, y: number, words: string, anchor: string, more = ''): string =>
  `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}"${more}>${escape(words)}</text>`

const escape = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
