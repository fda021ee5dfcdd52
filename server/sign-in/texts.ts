import type { Language } from '../language.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

const texts = { ko, en }

export const signInTexts = (language: Language): typeof ko => texts[language]
