/** The numbers the city goes by: what each is now, what it was, what it will be. */
import { readSystem } from '@maru/kernel/system-tables.ts'
import { serviceTexts } from '@maru/services/texts.ts'
import { html, type Html } from '../html.ts'
import { layout } from './layout.ts'
import type { Reader } from './reader.ts'
import { day, number } from './words.ts'

const valuesMax = 100

export const parametersPage = (reader: Reader): string => {
  const { texts, context, language } = reader
  const main = html`<h1>${texts.parameters}</h1>
<p>${texts.parametersSentence}</p>
${context.services
  .filter(({ parameters }) => Object.keys(parameters).length > 0)
  .map(
    ({ name, parameters }) => html`<h2>${serviceTexts[language][name]?.name ?? name}</h2>
<div class="scroll"><table><thead><tr><th scope="col">${texts.parameter}</th><th scope="col">${texts.value}</th>
<th scope="col">${texts['history-values']}</th></tr></thead>
<tbody>${Object.keys(parameters).map((parameter) => parameterRow(reader, name, parameter))}</tbody></table></div>`,
  )}`
  return layout(reader, { path: '/parameters', title: texts.parameters, main })
}

const parameterRow = (reader: Reader, service: string, parameter: string): Html => {
  const { view, now, language } = reader
  const { parameters } = readSystem(view)
  const dated = parameters
    .list({ prefix: [service, parameter], limit: valuesMax })
    .map(([[, , from], { value }]) => ({ from, value }))
  const inForce = dated.findLast(({ from }) => from <= now)
  const meaning = serviceTexts[language][service]?.parameters?.[parameter] ?? parameter
  return html`<tr><th scope="row">${meaning}</th>
<td class="number">${inForce ? number(inForce.value) : ''}</td>
<td><ul class="values">${dated.map(
    (value) =>
      html`<li>${day(value.from)} ${value === inForce ? html`<strong>${number(value.value)}</strong>` : number(value.value)}</li>`,
  )}</ul></td></tr>`
}
