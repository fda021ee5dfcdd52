/** What can be asked, states and reasons as the service calls them. */
import { useLanguage } from '@maru/web/texts/settings.ts'
import { words as en } from '../locales/en.json'
import { words as ko } from '../locales/ko.json'

export const useWords = (): typeof ko => (useLanguage() === 'ko' ? ko : en)
