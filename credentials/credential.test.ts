import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { holderJwk, issuer, nowSeconds } from '@maru/testing/made-up-credential.ts'
import { issueCredential, verifyCredential, type NewCredential } from './credential.ts'

const type = 'https://city.example/card'
const credential: NewCredential = {
  issuer: 'did:webvh:x:city.example',
  keyId: 'did:webvh:x:city.example#1',
  key: issuer.privateKey,
  type,
  holder: holderJwk,
  status: { uri: 'https://city.example/card/status/0', index: 7 },
  issuedAtSeconds: nowSeconds,
  expiresAtSeconds: nowSeconds + 1,
  claims: { age_over_14: true, district: 'river' },
  disclosable: [['age_over_14'], ['district']],
}
const verifying = { issuerKey: () => issuer.publicKey, type, nowSeconds, binding: null }

describe('an SD-JWT VC', () => {
  test('says who issued it, what it is, until when, and where its state stands', async () => {
    const verified = await verifyCredential(await issueCredential(credential), verifying)
    assert.equal(verified.header['typ'], 'dc+sd-jwt')
    assert.equal(verified.issuer, credential.issuer)
    assert.deepEqual(verified.status, credential.status)
    assert.equal(verified.claims['district'], 'river')
  })

  test('of another type, or over, is refused', async () => {
    const text = await issueCredential(credential)
    await assert.rejects(verifyCredential(text, { ...verifying, type: `${type}/2` }), /W4-type/)
    await assert.rejects(verifyCredential(text, { ...verifying, nowSeconds: nowSeconds + 1 }), /W13-expired/)
  })

  for (const claim of ['iss', 'exp', 'vct', 'cnf', 'status'])
    test(`does not let its holder keep back ${claim}`, async () => {
      const text = await issueCredential({ ...credential, disclosable: [[claim]] })
      await assert.rejects(verifyCredential(text, verifying), /W10-claim-name/)
      const kept = `${text.split('~')[0]}~`
      await assert.rejects(verifyCredential(kept, verifying), /W22-claim-missing/)
    })
})
