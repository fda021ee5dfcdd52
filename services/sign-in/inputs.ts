/** Fields that several actions share. */
import { z } from 'zod'
import { publicKey } from '../schemas.ts'
import { attributes } from './attributes.ts'

const words = (lengthMax: number, description: string) =>
  z.string().min(1).max(lengthMax).meta({ description })

export const serviceCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]{2,39}$/)
  .meta({ description: "A relying service's code, which is its client id: a short lower-case word." })

const https = 'https://[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?'
const loopback = 'http://127[.]0[.]0[.]1'
const redirectPattern = new RegExp(`^(?:${https}|${loopback})(?::[0-9]{1,5})?/[A-Za-z0-9/_~-]{0,100}$`)

/** Neither query nor fragment, so that nothing can be hidden in them; a loopback is for programs on a machine. */
const redirect = z
  .string()
  .max(200)
  .regex(redirectPattern)
  .meta({ description: 'Where residents are sent back to: https, or http on 127.0.0.1.' })

const asked = z.strictObject({
  attribute: z.enum(attributes).meta({ description: 'What is asked.' }),
  ko: words(200, 'What for, in Korean.'),
  en: words(200, 'What for, in English.'),
})

export const relyingFields = {
  service: serviceCode,
  ko: words(100, 'Its name in Korean.'),
  en: words(100, 'Its name in English.'),
  publicKey: publicKey.meta({ description: 'Shows who the service is: 65 bytes (ES256).' }),
  redirects: z.array(redirect).min(1).max(5),
  asks: z.array(asked).max(attributes.length),
}

export const exampleService = {
  service: 'city-library',
  ko: '시립 도서관',
  en: 'City Library',
  publicKey: new Uint8Array(65).fill(4, 0, 1),
  redirects: ['https://library.example.org/signed-in'],
  asks: [
    { attribute: 'district' as const, ko: '가까운 분관을 안내해요.', en: 'To show the nearest branch.' },
  ],
}
