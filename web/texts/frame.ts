/** The words of the frame itself: header, footer, and what every screen shares. */
import en from '../locales/en.json'
import ko from '../locales/ko.json'
import { createTexts } from './texts.ts'

export const useFrameTexts = createTexts({ ko, en })
