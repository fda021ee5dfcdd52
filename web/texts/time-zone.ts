/** Dates are the city's, wherever they are read. */
export const cityTimeZone = 'Asia/Seoul'
/** Its clock is so far before UTC, all year. */
export const cityOffsetMs = 9 * 3_600_000
