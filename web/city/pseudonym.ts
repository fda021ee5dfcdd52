/**
 * What people are called here. The record knows accounts only, so a name is made of the account's number: the same
 * account has the same name on every page, and nobody's own name is in it.
 */
import { useFrameTexts } from '../texts/frame.ts'

export const usePseudonym = (): ((account: string) => string) => {
  const t = useFrameTexts()
  const firsts = t('nameFirsts').split(' ')
  const seconds = t('nameSeconds').split(' ')
  return (account) => {
    const number = Number.parseInt(account.slice(0, 8), 16)
    const first = firsts[number % firsts.length] as string
    const second = seconds[Math.floor(number / firsts.length) % seconds.length] as string
    // Names repeat in a large city: the number after it does not, on one page.
    return `${first} ${second} ${account.slice(-3).toUpperCase()}`
  }
}
