/**
 * A key management service on this machine, with as much of the Transit interface of HashiCorp Vault and OpenBao as the
 * vault uses. For tests: its keys are gone with it.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import fastify from 'fastify'

export const openLocalKms = async () => {
  const versions = [randomBytes(32)]
  const requests: string[] = []
  const token = randomBytes(16).toString('hex')
  const app = fastify()
  app.addHook('onRequest', async (request, reply) => {
    requests.push(request.url)
    if (request.headers['x-vault-token'] !== token)
      await reply.code(403).send({ errors: ['permission denied'] })
  })
  app.get('/v1/transit/keys/maru', () => ({ data: { latest_version: versions.length } }))
  app.post<{ Body: { plaintext: string; associated_data: string } }>(
    '/v1/transit/encrypt/maru',
    ({ body }) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', versions.at(-1)!, nonce)
      cipher.setAAD(Buffer.from(body.associated_data, 'base64'))
      const text = Buffer.concat([nonce, cipher.update(body.plaintext, 'base64'), cipher.final()])
      const sealed = Buffer.concat([text, cipher.getAuthTag()]).toString('base64')
      return { data: { ciphertext: `vault:v${versions.length}:${sealed}`, key_version: versions.length } }
    },
  )
  app.post<{ Body: { ciphertext: string; associated_data: string } }>(
    '/v1/transit/decrypt/maru',
    async ({ body }, reply) => {
      const [, version, base64 = ''] = /^vault:v(\d+):(.+)$/.exec(body.ciphertext) ?? []
      const sealed = Buffer.from(base64, 'base64')
      try {
        const decipher = createDecipheriv(
          'aes-256-gcm',
          versions[Number(version) - 1]!,
          sealed.subarray(0, 12),
        )
        decipher.setAAD(Buffer.from(body.associated_data, 'base64')).setAuthTag(sealed.subarray(-16))
        const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
        return { data: { plaintext: plain.toString('base64') } }
      } catch {
        return reply.code(400).send({ errors: ['cipher: message authentication failed'] })
      }
    },
  )
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/v1/transit`
  return {
    options: { url, key: 'maru', token },
    /** The paths that were asked. */
    requests,
    rotate: (): void => void versions.push(randomBytes(32)),
    /** Versions before the newest are destroyed. */
    forgetOld: (): void => versions.fill(randomBytes(32), 0, -1) && undefined,
    close: () => app.close(),
  }
}
