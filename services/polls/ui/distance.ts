/** How far a position is from the middle of a poll's place. On a screen only: no rule counts with fractions. */
import type { Place } from '../state.ts'

/** The mean radius of the earth (IUGG). */
const earthMetres = 6_371_009

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Along the surface, by the haversine formula: exact enough for circles of kilometres. */
export const metresTo = (
  place: Pick<Place, 'latitude' | 'longitude'>,
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
): number => {
  const from = radians(place.latitude / 1e6)
  const to = radians(latitude)
  const north = Math.sin((to - from) / 2)
  const east = Math.sin(radians(longitude - place.longitude / 1e6) / 2)
  return 2 * earthMetres * Math.asin(Math.sqrt(north ** 2 + Math.cos(from) * Math.cos(to) * east ** 2))
}
