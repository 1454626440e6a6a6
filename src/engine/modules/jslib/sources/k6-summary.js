// https://jslib.k6.io/k6-summary, written anew: the summary as text in the layout of k6 before version 1, and as JUnit XML.

const CHECK_MARK = '✓'
const CROSS = '✗'
const codes = { faint: 2, red: 31, green: 32, cyan: 36 }

const plain = (text) => text
const coloured = (text, ...names) => `\x1b[${names.map((name) => codes[name]).join(';')}m${text}\x1b[0m`

const trimmed = (value, digits) => String(Number.parseFloat(value.toFixed(digits)))
const truncated = (value, digits) => trimmed(Math.trunc(value * 10 ** digits) / 10 ** digits, digits)

function humanizeBytes(bytes) {
  if (bytes < 10) return `${bytes} B`
  const power = Math.floor(Math.log(bytes) / Math.log(1_000))
  const value = Math.floor((bytes / 1_000 ** power) * 10 + 0.5) / 10
  return `${value.toFixed(value < 10 ? 1 : 0)} ${['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'][power]}`
}

const fixedUnits = { s: ['s', 0.001], ms: ['ms', 1], us: ['µs', 1_000] }

/** Milliseconds, in the unit that is asked for or in the one that fits. */
function humanizeDuration(millis, timeUnit) {
  const unit = fixedUnits[timeUnit]
  if (unit !== undefined) return (millis * unit[1]).toFixed(2) + unit[0]
  if (millis === 0) return '0s'
  if (millis < 0.001) return `${Math.trunc(millis * 1_000_000)}ns`
  if (millis < 1) return `${truncated(millis * 1_000, 2)}µs`
  if (millis < 1_000) return `${truncated(millis, 2)}ms`
  const seconds = `${truncated((millis % 60_000) / 1_000, millis > 60_000 ? 0 : 2)}s`
  const minutes = Math.trunc(millis / 60_000)
  if (minutes < 1) return seconds
  const hours = Math.trunc(minutes / 60)
  return hours < 1 ? `${minutes}m${seconds}` : `${hours}h${minutes % 60}m${seconds}`
}

export function humanizeValue(value, metric, timeUnit) {
  if (metric.type === 'rate') return `${(Math.trunc(value * 10_000) / 100).toFixed(2)}%`
  if (metric.contains === 'data') return humanizeBytes(value)
  return metric.contains === 'time' ? humanizeDuration(value, timeUnit) : trimmed(value, 6)
}

function checkLines(indent, { name, passes, fails }, paint) {
  if (fails === 0) return paint(`${indent}${CHECK_MARK} ${name}`, 'green')
  const share = Math.floor((100 * passes) / (passes + fails))
  const details = `${indent} ↳  ${share}% — ${CHECK_MARK} ${passes} / ${CROSS} ${fails}`
  return paint(`${indent}${CROSS} ${name}\n${details}`, 'red')
}

function groupLines(indent, { name, checks, groups }, paint) {
  const title = name === '' ? [] : [`${indent}█ ${name}\n`]
  const inner = name === '' ? indent : `${indent}  `
  const own = checks.map((check) => checkLines(inner, check, paint))
  if (own.length > 0) own.push('')
  return [...title, ...own, ...groups.flatMap((group) => groupLines(inner, group, paint))]
}

/** What stands in a line of a metric that is no trend: the value, then its details. */
function columnsOf(metric, timeUnit) {
  const { values } = metric
  const show = (value) => humanizeValue(value, metric, timeUnit)
  switch (metric.type) {
    case 'counter':
      return [show(values.count), `${show(values.rate)}/s`]
    case 'gauge':
      return [show(values.value), `min=${show(values.min)}`, `max=${show(values.max)}`]
    case 'rate':
      return [show(values.rate), `${CHECK_MARK} ${values.passes}`, `${CROSS} ${values.fails}`]
    default:
      return ['[no data]']
  }
}

const trendColumns = (metric, { summaryTrendStats, summaryTimeUnit }) =>
  summaryTrendStats.map((stat) =>
    stat === 'count' ? String(metric.values[stat]) : humanizeValue(metric.values[stat], metric, summaryTimeUnit),
  )

const widthOf = (text) => Array.from(text.normalize('NFKC')).length
const widest = (rows) =>
  rows.reduce((widths, row) => row.map((text, at) => Math.max(widths[at] ?? 0, widthOf(text))), [])
const maxima = (rows) => {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return widest(rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? '')))
}
const pad = (text, width) => ' '.repeat(Math.max(0, width - widthOf(text)))

/** Submetrics come after their metric. */
function byName(a, b) {
  const [parentA, parentB] = [a.split('{', 1)[0], b.split('{', 1)[0]]
  return parentA.localeCompare(parentB) || a.localeCompare(b)
}

const labelOf = (name) => (name.includes('{') ? `{ ${name.slice(name.indexOf('{') + 1, -1)} }` : name)
const indentOf = (name) => (name.includes('{') ? '  ' : '')

function markOf({ thresholds }, paint) {
  if (!thresholds) return ' '
  const isOk = Object.values(thresholds).every(({ ok }) => ok)
  return isOk ? paint(CHECK_MARK, 'green') : paint(CROSS, 'red')
}

function metricLines({ metrics }, options, paint) {
  const names = Object.keys(metrics).sort(byName)
  const isTrend = (name) => metrics[name].type === 'trend'
  const cells = Object.fromEntries(
    names.map((name) => [
      name,
      isTrend(name) ? trendColumns(metrics[name], options) : columnsOf(metrics[name], options.summaryTimeUnit),
    ]),
  )
  const trendWidths = maxima(names.filter(isTrend).map((name) => cells[name]))
  const otherWidths = maxima(names.filter((name) => !isTrend(name)).map((name) => cells[name]))
  const nameWidth = Math.max(0, ...names.map((name) => widthOf(indentOf(name) + labelOf(name))))
  const trendText = (name) =>
    cells[name]
      .map((text, at) => `${options.summaryTrendStats[at]}=${paint(text, 'cyan')}${pad(text, trendWidths[at])}`)
      .join(' ')
  const otherText = (name) =>
    cells[name]
      .map((text, at, all) => {
        const padding = all.length === 2 && at === 1 ? '' : pad(text, otherWidths[at])
        return (at === 0 ? paint(text, 'cyan') : paint(text, 'cyan', 'faint')) + padding
      })
      .join(' ')
  return names.map((name) => {
    const dots = '.'.repeat(nameWidth - widthOf(indentOf(name) + labelOf(name)) + 3)
    const head = `${options.indent}  ${indentOf(name)}${markOf(metrics[name], paint)} ${labelOf(name)}`
    return `${head}${paint(`${dots}:`, 'faint')} ${isTrend(name) ? trendText(name) : otherText(name)}`
  })
}

const defaults = { indent: ' ', enableColors: true, summaryTimeUnit: null, summaryTrendStats: [] }

export function textSummary(data, given) {
  const options = { ...defaults, ...data.options, ...given }
  const paint = options.enableColors ? coloured : plain
  const checks = groupLines(`${options.indent}    `, data.root_group, paint)
  return [...checks, ...metricLines(data, options, paint)].join('\n')
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&#39;', '"': '&quot;' }
const escapeXml = (text) => text.replaceAll(/[&<>'"]/g, (sign) => entities[sign])

/** A test case for each threshold. */
export function jUnit(data, { name = 'k6 thresholds', classname = 'Unnamed folder' } = {}) {
  const results = Object.entries(data.metrics).flatMap(([metricName, metric]) =>
    Object.entries(metric.thresholds ?? {}).map(([threshold, { ok }]) => ({
      title: `${metricName} - ${threshold}`,
      failure: ok ? undefined : failureOf(metric),
    })),
  )
  const failures = results.filter(({ failure }) => failure !== undefined).length
  const counts = `tests="${results.length}" failures="${failures}"`
  const cases = results.map(({ title, failure }) => {
    const start = `<testcase name="${escapeXml(title)}" classname="${escapeXml(classname)}"`
    return failure === undefined ? `${start} />` : `${start}><failure message="${escapeXml(failure)}" /></testcase>`
  })
  return [
    '<?xml version="1.0"?>',
    `<testsuites ${counts}>`,
    `<testsuite name="${escapeXml(name)}" ${counts}>`,
    ...cases,
    '</testsuite>',
    '</testsuites>',
  ].join('\n')
}

function failureOf({ type, values }) {
  const shown = Object.entries(values).map(([key, value]) => `${key} value: ${value}`)
  return `${type} threshold failed: ${shown.join(', ')}`
}
