// https://github.com/benc-uk/k6-reporter, written anew: handleSummary's data as one HTML page without scripts.

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&#39;', '"': '&quot;' }
const escapeHtml = (text) => String(text).replaceAll(/[&<>'"]/g, (sign) => entities[sign])

const rounded = (value) => (typeof value === 'number' ? String(Number(value.toFixed(2))) : '-')

function shown(value, { type, contains }, statistic) {
  if (contains === 'time' && statistic !== 'count') return `${rounded(value)} ms`
  if (contains === 'data') return `${rounded(value / 1_000_000)} MB`
  return type === 'rate' && statistic === 'rate' ? `${rounded(value * 100)} %` : rounded(value)
}

const cell = (tag, text, kind = '') => `<${tag}${kind === '' ? '' : ` class="${kind}"`}>${escapeHtml(text)}</${tag}>`
const row = (cells) => `<tr>${cells.join('')}</tr>`
const table = (head, rows) =>
  rows.length === 0 ? '' : `<table><thead>${row(head.map((text) => cell('th', text)))}</thead>${rows.join('')}</table>`

const isFailed = ({ thresholds = {} }) => Object.values(thresholds).some(({ ok }) => !ok)

function metricTable(metrics, type) {
  const entries = Object.entries(metrics).filter(([, metric]) => metric.type === type)
  const statistics = [...new Set(entries.flatMap(([, { values }]) => Object.keys(values)))]
  const rows = entries.map(([name, metric]) =>
    row([
      cell('th', name, isFailed(metric) ? 'bad' : ''),
      ...statistics.map((one) => cell('td', one in metric.values ? shown(metric.values[one], metric, one) : '-')),
    ]),
  )
  return table(['Metric', ...statistics], rows)
}

function thresholdRows(metrics) {
  return Object.entries(metrics).flatMap(([name, { thresholds = {} }]) =>
    Object.entries(thresholds).map(([condition, { ok }]) =>
      row([cell('th', name), cell('td', condition), cell('td', ok ? 'passed' : 'failed', ok ? 'good' : 'bad')]),
    ),
  )
}

function checkSections({ name, path, checks, groups }) {
  const rows = checks.map((check) =>
    row([cell('th', check.name), cell('td', check.passes), cell('td', check.fails, check.fails > 0 ? 'bad' : 'good')]),
  )
  const title = name === '' ? '' : cell('h3', path.replaceAll('::', ' / ').slice(' / '.length))
  const own = rows.length === 0 ? '' : title + table(['Check', 'Passes', 'Fails'], rows)
  return own + groups.map(checkSections).join('')
}

const countChecks = ({ checks, groups }) =>
  groups
    .map(countChecks)
    .concat(checks)
    .reduce((sum, { passes, fails }) => ({ passes: sum.passes + passes, fails: sum.fails + fails }), {
      passes: 0,
      fails: 0,
    })

function tiles({ metrics, root_group }) {
  const checks = countChecks(root_group)
  const all = Object.values(metrics).flatMap(({ thresholds = {} }) => Object.values(thresholds))
  const failedRequests = metrics.http_req_failed?.values.passes ?? 0
  const failedThresholds = all.filter(({ ok }) => !ok).length
  return [
    ['Requests', metrics.http_reqs?.values.count ?? 0, false],
    ['Failed requests', failedRequests, failedRequests > 0],
    ['Broken thresholds', failedThresholds, failedThresholds > 0],
    ['Failed checks', checks.fails, checks.fails > 0],
    ['Passed checks', checks.passes, false],
  ]
    .map(
      ([label, value, isBad]) =>
        `<div class="tile">${cell('b', value, isBad ? 'bad' : '')}${cell('span', label)}</div>`,
    )
    .join('')
}

const style = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #222; background: #fff }
table { border-collapse: collapse; margin: 1rem 0; width: 100% }
th, td { border: 1px solid #ccc; padding: .3rem .6rem; text-align: right }
th:first-child { text-align: left }
.tile { display: inline-block; border: 1px solid #ccc; border-radius: .4rem; padding: .6rem 1.2rem; margin: 0 .6rem .6rem 0 }
.tile b { display: block; font-size: 1.6rem }
.good { color: #06752e }
.bad { color: #b3141d; font-weight: bold }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 } .good { color: #5fd38d } .bad { color: #ff8a8f } }`

/** The page. `title` in the options, or as text in their place. */
export function htmlReport(data, options = {}) {
  const given = typeof options === 'string' ? options : options.title
  const title = given ?? new Date().toISOString().slice(0, 16).replace('T', ' ')
  const sections = [
    ['Trends', metricTable(data.metrics, 'trend')],
    ['Counters', metricTable(data.metrics, 'counter')],
    ['Rates', metricTable(data.metrics, 'rate')],
    ['Gauges', metricTable(data.metrics, 'gauge')],
    ['Thresholds', table(['Metric', 'Condition', 'Result'], thresholdRows(data.metrics))],
    ['Checks and groups', checkSections(data.root_group)],
  ]
  const body = sections.filter(([, html]) => html !== '').map(([heading, html]) => cell('h2', heading) + html)
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Load test: ${escapeHtml(title)}</title><style>${style}</style></head>
<body><h1>Load test: ${escapeHtml(title)}</h1>${tiles(data)}${body.join('')}</body></html>
`
}
