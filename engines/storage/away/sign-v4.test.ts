// The examples that Amazon publishes for S3 (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signV4 } from './sign-v4.ts'

const scope = {
  credentials: {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  },
  region: 'us-east-1',
  time: Date.UTC(2013, 4, 24),
}

interface Example {
  readonly method: string
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string
  readonly signedHeaders: string
  readonly signature: string
}

const examples: { readonly [name: string]: Example } = {
  'GET Object': {
    method: 'GET',
    path: '/test.txt',
    headers: { Range: 'bytes=0-9' },
    body: '',
    signedHeaders: 'host;range;x-amz-content-sha256;x-amz-date',
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  'PUT Object': {
    method: 'PUT',
    path: '/test$file.text',
    headers: { Date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    body: 'Welcome to Amazon S3.',
    signedHeaders: 'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  'GET Bucket Lifecycle': {
    method: 'GET',
    path: '/?lifecycle',
    headers: {},
    body: '',
    signedHeaders: 'host;x-amz-content-sha256;x-amz-date',
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  'GET Bucket': {
    method: 'GET',
    path: '/?max-keys=2&prefix=J',
    headers: {},
    body: '',
    signedHeaders: 'host;x-amz-content-sha256;x-amz-date',
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
}

for (const [name, { method, path, headers, body, signedHeaders, signature }] of Object.entries(examples)) {
  test(`Amazon's example ${name} is signed as they sign it`, () => {
    const url = new URL(path, 'https://examplebucket.s3.amazonaws.com')
    const signed = signV4({ method, url, headers, body: Buffer.from(body) }, scope)
    assert.equal(
      signed['authorization'],
      `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signedHeaders},Signature=${signature}`,
    )
  })
}

test('a session token is signed too', () => {
  const credentials = { ...scope.credentials, sessionToken: 'token' }
  const request = { method: 'GET', url: new URL('https://a.example/b'), headers: {}, body: Buffer.alloc(0) }
  const signed = signV4(request, { ...scope, credentials })
  assert.equal(signed['x-amz-security-token'], 'token')
  assert.match(signed['authorization']!, /x-amz-date;x-amz-security-token,/)
})
