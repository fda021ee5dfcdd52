/** The API for people: the same manifests as /openapi.json, in words and tables. */
import type { Service } from '@maru/kernel/service.ts'
import { serviceTexts } from '@maru/services/texts.ts'
import type { Projection } from '@maru/services/read-model.ts'
import type { Context } from '../context.ts'
import { html, type Html } from '../html.ts'
import { jsonSchemaOf, type JsonSchema } from '../json-schema.ts'
import type { Language } from '../language.ts'
import { exampleJson, inputSchemaOf } from '../openapi.ts'
import { fixedPaths } from '../openapi-fixed.ts'
import { statusOf } from '../status.ts'
import { refusalCodes, refusalText } from '../texts.ts'
import { layout } from './layout.ts'
import type { Reader } from './reader.ts'
import { pageTexts, type PageTexts } from './texts.ts'

export const apiPage = (reader: Reader, guide: Html): string =>
  layout(reader, { path: '/api', title: reader.texts.api, main: guide })

/** It does not change while the process runs. */
export const createGuide = (context: Context, language: Language): Html => {
  const texts = pageTexts(language)
  return html`<h1>${texts.api}</h1>
<p>${texts.apiSentence} <a href="/openapi.json">/openapi.json</a></p>
<h2>${texts.submit}</h2>
<p>${texts.submitSentence}</p>
${context.services.map((service) => serviceSection(service, listsOf(context, service.name), language))}
<h2>${texts.reads}</h2>
<ul class="plain">${Object.entries(fixedPaths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { summary }]) =>
        html`<li><code>${method.toUpperCase()} ${path}</code><div lang="en">${summary}</div></li>`,
    ),
  )}</ul>
<h2 id="refusals">${texts.refusals}</h2>
${refusalTable(language, texts)}`
}

const serviceSection = (
  { name, actions, queries }: Service,
  lists: Projection['lists'],
  language: Language,
): Html => {
  const texts = pageTexts(language)
  const words = serviceTexts[language][name]
  return html`<h2>${words?.name ?? name}</h2>
${Object.entries(actions).map(
  ([
    action,
    { summary, input, example, content },
  ]) => html`<h3 id="${name}-${action}">${words?.actions[action]} <code>${name}/${action}</code></h3>
<p lang="en">${summary}</p>
${fieldTable(jsonSchemaOf(input), texts)}
<p class="soft">${texts.example}</p>
<pre><code>${JSON.stringify(exampleJson(example), undefined, 2)}</code></pre>
${content && html`<h4>${texts.contentHeading}</h4>${fieldTable(jsonSchemaOf(content.schema), texts)}`}`,
)}
${Object.entries({ ...queries, ...lists }).map(
  ([query, read]) => html`<h3 id="${name}-${query}"><code>GET /api/${name}/${query}</code></h3>
<p lang="en">${read.summary}</p>
${fieldTable(inputSchemaOf(read), texts)}
<p class="soft">${texts.example}</p>
<pre><code>GET ${exampleUrl(`/api/${name}/${query}`, read.example)}</code></pre>`,
)}`
}

const listsOf = ({ readModel }: Context, service: string): Projection['lists'] =>
  readModel?.projections.find(({ name }) => name === service)?.lists ?? {}

const exampleUrl = (path: string, example: unknown): string => {
  const fields = Object.entries(exampleJson(example) as Record<string, unknown>).map(([key, value]) => [
    key,
    String(value),
  ])
  const search = new URLSearchParams(fields).toString()
  return search ? `${path}?${search}` : path
}

const fieldTable = ({ properties = {}, required = [] }: JsonSchema, texts: PageTexts): Html | undefined => {
  const rows = Object.entries(properties).map(
    ([
      field,
      schema,
    ]) => html`<tr><th scope="row"><code>${field}</code></th><td><code>${typeText(schema)}</code></td>
<td>${required.includes(field) ? texts.required : texts.optional}</td></tr>`,
  )
  if (rows.length === 0) return undefined
  return html`<div class="scroll"><table><thead><tr><th scope="col">${texts.field}</th><th scope="col">${texts.type}</th>
<td></td></tr></thead><tbody>${rows}</tbody></table></div>`
}

const typeText = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.anyOf) return schema.anyOf.map(typeText).join(' | ')
  const type = schema['format'] === 'binary' ? 'bytes' : [schema.type ?? 'any'].flat().join(' | ')
  const bounds = [schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength]
  if (type === 'array' && schema.items) return `${typeText(schema.items)}[]`
  if (bounds.every((bound) => bound === undefined)) return schema.pattern ? `${type} ${schema.pattern}` : type
  return `${type} ${bounds[0] ?? ''}..${bounds[1] === Number.MAX_SAFE_INTEGER ? '' : (bounds[1] ?? '')}`
}

const refusalTable = (language: Language, texts: PageTexts): Html => html`<div class="scroll"><table>
<thead><tr><th scope="col">${texts.code}</th><th scope="col">${texts.status}</th><th scope="col">${texts.sentence}</th></tr></thead>
<tbody>${refusalCodes().map(
  (
    code,
  ) => html`<tr id="${code}"><th scope="row"><code>${code}</code></th><td class="number">${statusOf(code)}</td>
<td>${refusalText(code, language)}</td></tr>`,
)}</tbody></table></div>`
