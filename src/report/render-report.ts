import { formatDuration } from '../base/duration.ts'
import { contentPolicy } from './content-policy.ts'
import { Html, html } from './html.ts'
import type { PageAssets } from './page-assets.ts'
import type { ReportData, RunFacts } from './report-data.ts'
import { allSections } from './sections/all-sections.ts'
import { outcomeOf } from './sections/outcome.ts'
import type { Section } from './sections/section.ts'

/** The report as one HTML document that needs nothing else. */
export function renderReport(data: ReportData, { script, style }: PageAssets): string {
  const sections = allSections.flatMap((section) => {
    const body = section.render(data)
    return body === undefined ? [] : [{ section, body }]
  })
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="kneepoint ${data.run.program}">
<link rel="icon" href="data:,">
<title>${titleOf(data)}</title>
<style>${Html.trusted(style)}</style>
</head>
<body>
<a class="skip" href="#verdict">Skip to the verdict</a>
${header(data.run)}
<nav aria-label="Parts of the report"><ul>${sections.map(({ section }) => link(section))}</ul></nav>
<main>${sections.map(({ section, body }) => sectionHtml(section, body))}</main>
<footer class="dim small">Made by kneepoint ${data.run.program} from the record ${data.run.id}. This page loads nothing and sends nothing.</footer>
<script>${Html.trusted(script)}</script>
</body>
</html>`
  return `${page.markup}\n`
}

const titleOf = (data: ReportData): string => `${data.run.target} · ${outcomeOf(data).word} · kneepoint`

const header = ({ target, startedAt, duration, command, labels }: RunFacts): Html => html`
<header>
<div><p class="brand">kneepoint</p><h1>${target}</h1>
<p class="dim"><time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time> · ${formatDuration(Math.round(duration / 1000) * 1000)} · ${command}${Object.entries(labels).map(([name, value]) => html` <span class="label">${name}=${value}</span>`)}</p></div>
<button type="button" class="theme" hidden>Theme</button>
</header>`

const link = ({ id, title }: Section): Html => html`<li><a href="#${id}">${title}</a></li>`

const sectionHtml = ({ id, title }: Section, body: Html): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`
