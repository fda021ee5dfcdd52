/** zod would try whether it may make code of text; the policy of the page forbids it. Import this before any schema. */
import { config } from 'zod'

config({ jitless: true })
