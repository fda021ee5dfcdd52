import { parametersAt } from '@maru/kernel/parameters.ts'
import type { Service } from '@maru/kernel/service.ts'
import { serviceTexts } from '@maru/services/texts.ts'
import type { Context } from '../context.ts'
import { html, type Html } from '../html.ts'
import type { Language } from '../language.ts'
import { pageTexts } from '../texts.ts'
import { layout, pathIn } from './layout.ts'
import { newestProposals, proposalCount, type ProposalLine } from './proposals.ts'

/** `origin` is the address under which the reader sees this server. */
export const homePage = (context: Context, language: Language, origin: string): string => {
  const { ledger, services } = context
  const texts = pageTexts(language)
  const city = cityName(context, language)
  const { state, height, size, time } = ledger.status()
  const main = html`<h1>${city}</h1>
<p>${texts.tagline}</p>
<h2>${texts.now}</h2>
<dl class="figures">
${figure(texts.state, state === 'running' ? texts.running : texts.stopped)}
${figure(texts.height, number(height))}
${figure(texts.entries, number(size))}
${figure(texts.proposals, number(proposalCount(ledger.snapshot().view)))}
${figure(texts.lastBlock, clock(time))}
</dl>
<h2>${texts.newest}</h2>
${proposalList(newestProposals(context), texts)}
<h2>${texts.thresholds}</h2>
${parameterTable(context, language)}
<h2>${texts.check}</h2>
<p>${texts.checkSentence}</p>
<pre><code>npx maru verify ${origin}</code></pre>
<p class="links"><a href="/log/checkpoint">${texts.checkpoint}</a> · <a href="/log/vkey">${texts.vkey}</a></p>
<h2>${texts.services}</h2>
<ul class="plain">${services.map((service) => serviceLine(service, language))}</ul>
<p class="links"><a href="${pathIn('/api', language)}">${texts.api}</a></p>`
  return layout({ language, texts, city, path: '/', title: `${city} · Maru`, main })
}

export const cityName = ({ ledger }: Context, language: Language): string => {
  const { name, chain } = ledger.genesis
  return name[language] ?? Object.values(name)[0] ?? chain
}

type Texts = ReturnType<typeof pageTexts>

const figure = (label: string, value: string): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`

const number = (value: number): string => value.toLocaleString('en-US')

/** Written out in Korean time, the city's own, whatever the machine's zone is. */
const clock = (time: number): string =>
  new Date(time).toLocaleString('sv-SE', { timeZone: 'Asia/Seoul', dateStyle: 'short', timeStyle: 'medium' })

const proposalList = (proposals: readonly ProposalLine[], texts: Texts): Html =>
  proposals.length === 0
    ? html`<p>${texts.noProposals}</p>`
    : html`<ul class="plain">${proposals.map(
        ({
          number: id,
          title,
          time,
          supports,
        }) => html`<li>${title ?? html`<span class="soft">${texts.untitled}</span>`}
<div class="soft">${id} · ${clock(time)} · ${texts.supports} ${number(supports)}</div></li>`,
      )}</ul>`

const serviceLine = ({ name, actions, queries }: Service, language: Language): Html => {
  const texts = pageTexts(language)
  const words = serviceTexts[language][name]
  const acts = Object.keys(actions).map((action) => words?.actions[action] ?? action)
  return html`<li><strong>${words?.name ?? name}</strong>
<div class="soft">${texts.actions}: ${acts.join(' · ')}</div>
<div class="soft">${texts.queries}: <code>${Object.keys(queries).join(' ')}</code></div></li>`
}

const parameterTable = ({ ledger, services }: Context, language: Language): Html => {
  const texts = pageTexts(language)
  const { view, time } = ledger.snapshot()
  const rows = services.flatMap(({ name, parameters }) =>
    Object.entries(parametersAt(view, name, Object.keys(parameters), time)).map(([parameter, value]) => {
      const meaning = serviceTexts[language][name]?.parameters?.[parameter]
      return html`<tr><th scope="row">${meaning ?? html`<code>${name}.${parameter}</code>`}</th>
<td class="number">${number(value)}</td></tr>`
    }),
  )
  return html`<table><thead><tr><th scope="col">${texts.parameter}</th><th scope="col">${texts.value}</th></tr></thead>
<tbody>${rows}</tbody></table>`
}
