/** The services' own words: what an act is called, and why it was refused. For screens that show acts of all services. */
import type { Texts } from '@maru/kernel/service.ts'
import { type Language, useLanguage } from '../../texts/settings.ts'

const files = import.meta.glob<Texts>(
  ['../../../services/*/locales/*.json', '../../../kernel/locales/*.json'],
  {
    eager: true,
    import: 'default',
  },
)

export interface ServiceWords {
  readonly service: (service: string) => string
  readonly action: (service: string, action: string) => string
  readonly event: (service: string, event: string) => string
  /** The sentence of a refusal, or its code. */
  readonly refusal: (service: string, code: string) => string
  readonly parameter: (service: string, name: string) => string
  /** States and the like. */
  readonly word: (service: string, id: string) => string
}

/** What has no word is called by its id. */
export const useServiceWords = (): ServiceWords => {
  const language = useLanguage()
  return {
    service: (service) => wordsOf(service, language)?.name ?? service,
    action: (service, action) => wordsOf(service, language)?.actions[action] ?? `${service}.${action}`,
    event: (service, event) => {
      // What another service heard is named with its own name in front.
      const [of, name] = event.includes('.') ? (event.split('.') as [string, string]) : [service, event]
      return wordsOf(of, language)?.events[name] ?? event
    },
    refusal: (service, code) =>
      wordsOf(service, language)?.refusals[code] ?? wordsOf('kernel', language)?.refusals[code] ?? code,
    parameter: (service, name) => wordsOf(service, language)?.parameters?.[name] ?? name,
    word: (service, id) => wordsOf(service, language)?.words[id] ?? id,
  }
}

const wordsOf = (service: string, language: Language): Texts | undefined =>
  files[`../../../${service === 'kernel' ? 'kernel' : `services/${service}`}/locales/${language}.json`]
