/**
 * Words on screens. A screen keeps its texts in `locales/ko.json` and `en.json` beside it, as ICU messages under the
 * same keys, and makes its own `useTexts` of them once:
 *
 *   export const useTexts = createTexts({ ko, en })
 *   const t = useTexts()
 *   t('remaining', { count: 37 })
 *
 * `build/messages.ts` compiles the messages when the app is built.
 */
import format, { type FormatValues } from 'icu-minify/format'
import { type Language, languages, useLanguage } from './settings.ts'
import { cityTimeZone } from './time-zone.ts'

type Messages = { readonly [key: string]: string }
export type Values = { readonly [name: string]: string | number }
export type Translate<Key extends string> = (key: Key, values?: Values) => string

export const createTexts = <Ko extends Messages>(byLanguage: {
  readonly ko: Ko
  readonly en: { readonly [Key in keyof Ko]: string }
}): (() => Translate<keyof Ko & string>) => {
  const translate = Object.fromEntries(
    languages.map((language) => [language, createTranslate(language, byLanguage[language])]),
  ) as { readonly [L in Language]: Translate<keyof Ko & string> }
  return () => translate[useLanguage()]
}

const createTranslate =
  (language: Language, messages: Messages): Translate<string> =>
  (key, values) =>
    String(format(messages[key] ?? key, language, values as FormatValues<string>, options))

/** Made once for each set of options: making a formatter costs more than using it. */
const formatters = {
  getDateTimeFormat: remembered(
    (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  ),
  getNumberFormat: remembered(
    (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  ),
  getPluralRules: remembered(
    (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
  ),
}

const options = { formatters, timeZone: cityTimeZone }

function remembered<Args extends readonly unknown[], Made>(
  make: (...args: Args) => Made,
): (...args: Args) => Made {
  const made = new Map<string, Made>()
  return (...args) => {
    const key = JSON.stringify(args)
    let found = made.get(key)
    if (found === undefined) made.set(key, (found = make(...args)))
    return found
  }
}
