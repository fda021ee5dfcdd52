import { createTexts } from '../../texts/texts.ts'
import en from './locales/en.json'
import ko from './locales/ko.json'

export const useTexts = createTexts({ ko, en })
