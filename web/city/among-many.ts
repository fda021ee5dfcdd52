/**
 * Looking one's own vote, support or side up without saying which: whoever asked the city for that of one member would
 * say "this is mine". They come in the order of what stands for members, whose digits are as good as random; so a page
 * that begins at the first digits of one's own has it among hundreds of others, and where few act all are read.
 */
export const pageSizeMax = 1000

/** On average so many in a page, which leaves room for those that have more. */
const wanted = 400

/** After whom the page begins; undefined for the first. */
export const pageBefore = (voter: string, voters: number): string | undefined => {
  let digits = 0
  while (voters / 16 ** digits > wanted) digits++
  return digits === 0 ? undefined : voter.slice(0, digits).padEnd(40, '0')
}
