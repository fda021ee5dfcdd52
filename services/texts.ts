/** Words for people, of the kernel and all services: names, events, and a sentence for each refusal code. */
import kernelEn from '@maru/kernel/locales/en.json' with { type: 'json' }
import kernelKo from '@maru/kernel/locales/ko.json' with { type: 'json' }
import type { Texts } from '@maru/kernel/service.ts'
import { services } from './index.ts'

export type Language = 'ko' | 'en'

const textsIn = (language: Language): { readonly [service: string]: Texts } =>
  Object.fromEntries(services.flatMap(({ name, texts }) => (texts ? [[name, texts[language]]] : [])))

export const serviceTexts = { ko: textsIn('ko'), en: textsIn('en') }

/** The sentence for a refusal's code, or undefined when neither kernel nor services know the code. */
export const refusalText = (code: string, language: Language): string | undefined =>
  refusals[language].get(code)

export const refusalCodes = (): readonly string[] => [...refusals.en.keys()]

const refusalsOf = (
  kernel: Texts['refusals'],
  texts: { readonly [service: string]: Texts },
): ReadonlyMap<string, string> =>
  new Map(
    [kernel, ...Object.values(texts).map(({ refusals }) => refusals)].flatMap((words) =>
      Object.entries(words),
    ),
  )

const refusals = {
  ko: refusalsOf(kernelKo.refusals, serviceTexts.ko),
  en: refusalsOf(kernelEn.refusals, serviceTexts.en),
}
