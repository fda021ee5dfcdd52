/** Which voice reads a text: who wrote it chose its language, whatever the screen's is (WCAG 2.2, 3.1.2). */
import type { Language } from './settings.ts'

export const langOf = (text: string): Language | undefined => {
  if (/\p{Script=Hangul}/u.test(text)) return 'ko'
  return /\p{Script=Latin}/u.test(text) ? 'en' : undefined
}
