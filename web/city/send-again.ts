/** For what is recorded once however often it is sent: tries again while the city cannot be reached. */
import { isPassing } from './api.ts'

export const sendAgain = async <Answer>(send: () => Promise<Answer>): Promise<Answer> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send()
    } catch (error) {
      if (attempt === attempts || !isPassing(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * pauseMs))
    }
  }
}

const attempts = 3
const pauseMs = 1_000
