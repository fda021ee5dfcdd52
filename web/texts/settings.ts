/** What a reader has chosen on this device: language, colours, size of type. Kept in local storage, heard by the page. */
import { useSyncExternalStore } from 'react'

export const languages = ['ko', 'en'] as const
export type Language = (typeof languages)[number]

/** Without a choice the device's own light, dark or high contrast is taken. */
export const themes = ['device', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

/** Of the type, in percent of the browser's own size. */
export const textSizes = [100, 125, 150, 200] as const
export type TextSize = (typeof textSizes)[number]

export interface Settings {
  readonly language: Language
  readonly theme: Theme
  readonly textSize: TextSize
  /** Whether news come onto the screen by themselves. */
  readonly live: boolean
}

const storeName = 'maru.settings'

export const currentSettings = (): Settings => current

export const changeSettings = (change: Partial<Settings>): void => {
  current = { ...current, ...change }
  try {
    localStorage.setItem(storeName, JSON.stringify(current))
  } catch {
    // A browser that keeps nothing still shows what was chosen until the page is left.
  }
  showSettings()
  for (const listener of listeners) listener()
}

export const useSettings = (): Settings => useSyncExternalStore(onSettings, currentSettings)

export const useLanguage = (): Language => useSettings().language

/** Writes them where the style sheets and the screen reader look. */
export const showSettings = (): void => {
  const { lang, style, dataset } = document.documentElement
  if (lang !== current.language) document.documentElement.lang = current.language
  dataset['theme'] = current.theme === 'device' && moreContrast.matches ? 'contrast' : current.theme
  document.documentElement.toggleAttribute('data-large-type', current.textSize > 100)
  style.setProperty('--text-scale', String(current.textSize / 100))
}

/** An address may ask for a language, so that a page shared as a link reads the same for everyone. */
const read = (): Settings => {
  const asked = new URLSearchParams(location.search).get('lang')
  const kept = readKept()
  return {
    language: languages.find((each) => each === asked) ?? kept.language ?? languageOfBrowser(),
    theme: themes.find((each) => each === kept.theme) ?? 'device',
    textSize: textSizes.find((each) => each === kept.textSize) ?? 100,
    live: kept.live !== false,
  }
}

const readKept = (): Partial<Settings> => {
  try {
    const kept = JSON.parse(localStorage.getItem(storeName) ?? '{}') as Partial<Settings>
    const language = languages.find((each) => each === kept.language)
    return { ...kept, ...(language && { language }) }
  } catch {
    return {}
  }
}

const languageOfBrowser = (): Language => {
  for (const tag of navigator.languages) {
    const found = languages.find((each) => tag.toLowerCase().startsWith(each))
    if (found) return found
  }
  return 'ko'
}

/** Gives what ends it. */
export const onSettings = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const listeners = new Set<() => void>()

let current = read()

const moreContrast = matchMedia('(prefers-contrast: more)')
moreContrast.addEventListener('change', showSettings)
