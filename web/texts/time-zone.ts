/** Dates are the city's, wherever they are read. */
export const cityTimeZone = 'Asia/Seoul'
