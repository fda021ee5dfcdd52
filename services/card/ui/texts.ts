import { createTexts } from '@maru/web/texts/texts.ts'
import en from './locales/en.json'
import ko from './locales/ko.json'

export const useTexts = createTexts({ ko, en })
