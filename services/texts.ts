/** Words for people, of the kernel and all services: names, events, and a sentence for each refusal code. */
import kernelEn from '@maru/kernel/locales/en.json' with { type: 'json' }
import kernelKo from '@maru/kernel/locales/ko.json' with { type: 'json' }
import parametersEn from './parameters/locales/en.json' with { type: 'json' }
import parametersKo from './parameters/locales/ko.json' with { type: 'json' }
import proposalsEn from './proposals/locales/en.json' with { type: 'json' }
import proposalsKo from './proposals/locales/ko.json' with { type: 'json' }
import residentsEn from './residents/locales/en.json' with { type: 'json' }
import residentsKo from './residents/locales/ko.json' with { type: 'json' }

export type Language = 'ko' | 'en'

type Words = { readonly [id: string]: string }

export interface ServiceTexts {
  readonly name: string
  readonly actions: Words
  readonly events: Words
  /** States, roles, reasons and the like. */
  readonly words: Words
  readonly parameters?: Words
  readonly refusals: Words
}

export const serviceTexts: { readonly [L in Language]: { readonly [service: string]: ServiceTexts } } = {
  ko: { residents: residentsKo, proposals: proposalsKo, parameters: parametersKo },
  en: { residents: residentsEn, proposals: proposalsEn, parameters: parametersEn },
}

/** The sentence for a refusal's code, or undefined when neither kernel nor services know the code. */
export const refusalText = (code: string, language: Language): string | undefined =>
  refusals[language].get(code)

export const refusalCodes = (): readonly string[] => [...refusals.en.keys()]

const refusalsOf = (
  kernel: Words,
  services: { readonly [service: string]: ServiceTexts },
): ReadonlyMap<string, string> =>
  new Map(
    [kernel, ...Object.values(services).map(({ refusals }) => refusals)].flatMap((words) =>
      Object.entries(words),
    ),
  )

const refusals = {
  ko: refusalsOf(kernelKo.refusals, serviceTexts.ko),
  en: refusalsOf(kernelEn.refusals, serviceTexts.en),
}
