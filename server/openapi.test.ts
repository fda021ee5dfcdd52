import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { createHost } from '@maru/engines/host.ts'
import { services } from '@maru/services/index.ts'
import { projections } from '@maru/services/read-models.ts'
import { withTown } from '@maru/testing/server-city.ts'
import { createOpenApi } from './openapi.ts'
import { withVotes } from './openapi-votes.ts'

const plain = createOpenApi('Town', services, projections)
const document = JSON.parse(JSON.stringify(withVotes(plain, 'https://vote.example.org')))

test('it is OpenAPI 3.1 to a validator that is not ours', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document))
  assert.ok(valid, JSON.stringify(errors))
  assert.equal(validator.version, '3.1')
  const { info: _, ...broken } = document
  assert.equal((await new Validator().validate(broken)).valid, false)
})

test('each action has an example that its schema names, and refusals with their sentences', () => {
  for (const { service, action, input, example, refusals } of document['x-actions']) {
    const schema = document.components.schemas[input.$ref.replace('#/components/schemas/', '')]
    assert.deepEqual(schema.examples, [example], action)
    for (const field of Object.keys(example)) assert.ok(schema.properties[field], `${action}: ${field}`)
    assert.ok(refusals.length > 0, `${service}.${action}`)
    for (const { code, status, ko, en } of refusals) {
      assert.match(code, /^[A-Z]{1,2}\d+-[a-z]/)
      assert.ok(status >= 400 && ko && en && ko !== en, code)
    }
  }
})

test('every operation has an id of its own, a summary, known tags and answers', () => {
  assert.equal(document.openapi, '3.1.0')
  const tags = new Set(document.tags.map(({ name }: { name: string }) => name))
  const ids = new Set<string>()
  for (const [path, methods] of Object.entries<any>(document.paths)) {
    assert.match(path, /^\//)
    for (const [method, operation] of Object.entries<any>(methods)) {
      assert.ok(['get', 'post'].includes(method), path)
      assert.ok(!ids.has(operation.operationId), operation.operationId)
      ids.add(operation.operationId)
      assert.ok(operation.summary && operation.tags.every((tag: string) => tags.has(tag)), path)
      for (const [status, response] of Object.entries<any>(operation.responses)) {
        assert.match(status, /^[1-5][0-9][0-9]$/)
        assert.ok(response.description, path)
      }
      const named = operation.parameters
        .filter((each: any) => each.in === 'path')
        .map((each: any) => each.name)
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      assert.deepEqual(new Set(named), new Set(inPath), path)
      for (const parameter of operation.parameters) {
        assert.ok(parameter.name && parameter.schema && ['path', 'query'].includes(parameter.in), path)
        assert.ok(parameter.in !== 'path' || parameter.required, path)
      }
    }
  }
})

test('every reference leads somewhere, every action and refusal code is listed', () => {
  const follow = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key !== '$ref') follow(inner)
      else
        assert.ok(
          document.components.schemas[String(inner).replace('#/components/schemas/', '')],
          String(inner),
        )
    }
  }
  follow(document)
  const actions = services.flatMap(({ actions }) => Object.keys(actions))
  assert.deepEqual(
    document['x-actions'].map(({ action }: { action: string }) => action),
    actions,
  )
  for (const name of Object.keys(document.components.schemas)) assert.match(name, /^[A-Za-z0-9._-]+$/)
  for (const { code, status, ko, en } of document['x-refusals']) {
    assert.ok(status >= 400 && status < 600, code)
    assert.ok(ko && en && ko !== en, code)
  }
})

test('what is documented is served', () =>
  withTown(async ({ app }) => {
    const served = (await app.inject('/openapi.json')).json()
    for (const path of Object.keys(served.paths)) {
      const url = path.replaceAll(/\{(\w+)\}/g, ':$1').replace(':level/:tile', '*')
      const method = served.paths[path].post ? 'POST' : 'GET'
      assert.ok(app.hasRoute({ url, method }), path)
    }
  }, createHost()))
