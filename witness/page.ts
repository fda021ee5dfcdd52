/** A witness's page for people, in Korean and English, without script. */
import { hashOf } from './memory.ts'
import type { WitnessStatus } from './routes.ts'

export const witnessPage = ({ vkey, logs, evidence }: WitnessStatus): string => `<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>증인 · Witness</title>
<style>body{font:1.0625rem/1.6 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}code{overflow-wrap:anywhere}
th,td{text-align:start;padding:.25rem 1rem .25rem 0;vertical-align:top}</style>
<main>
<h1>증인 · <span lang="en">Witness</span></h1>
<p>이 기록을 지켜보고, 앞서 본 것에 이어질 때만 함께 서명합니다.
<br><span lang="en">Watches these logs, and cosigns only what extends everything it has cosigned before.</span></p>
<p><code>${escape(vkey)}</code></p>
<table>
<caption>함께 서명한 기록 · <span lang="en">Cosigned last</span></caption>
<tr><th scope="col">기록 · <span lang="en">Log</span></th><th scope="col">크기 · <span lang="en">Entries</span></th><th scope="col">시각 · <span lang="en">Time</span></th></tr>
${logs.map(logRow).join('\n')}
</table>
<h2>두 개의 기록을 보인 증거 · <span lang="en">Evidence that a log has shown two logs</span></h2>
${evidence.length === 0 ? '<p>없습니다. · <span lang="en">None.</span></p>' : `<ul>${evidence.map(evidenceItem).join('')}</ul>`}
</main>
</html>
`

const logRow = ({ origin, size, time }: WitnessStatus['logs'][number]): string =>
  `<tr><td><a href="/${hashOf(origin)}/checkpoint">${escape(origin)}</a></td><td>${size}</td><td>${timeText(time)}</td></tr>`

const timeText = (seconds: number): string => {
  const iso = new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z')
  return `<time datetime="${iso}">${iso}</time>`
}

const evidenceItem = (name: string): string => `<li><a href="/evidence/${name}">${name}</a></li>`

const escape = (value: string): string =>
  value.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
