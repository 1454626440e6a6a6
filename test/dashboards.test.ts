import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dashboardOf } from '../scripts/dashboards/dashboard.ts'
import { MetricRegistry } from '../src/engine/metrics/metric.ts'
import { figureHelp } from '../src/engine/outputs/load-figures.ts'
import { type Dashboard, queriesOf } from './support/dashboard-queries.ts'
import { root } from './support/paths.ts'

const read = (database: string): string => readFileSync(join(root, `docs/grafana/kneepoint-${database}.json`), 'utf8')

const k6Metrics = new MetricRegistry().all().filter(({ internal }) => !internal)
const figures = Object.keys(figureHelp)

/** What Prometheus gets of each metric of k6, as series.ts names it. */
const prometheusNames = k6Metrics.map(({ name, kind }) => {
  const suffix = { counter: '_total', gauge: '', rate: '_rate', trend: '_p99' }[kind]
  return `k6_${name}${suffix}`
})

it.each(['influxdb', 'prometheus'] as const)('the dashboard for %s is what `npm run dashboards` writes', (database) => {
  expect(JSON.parse(read(database))).toEqual(dashboardOf(database))
})

it('asks InfluxDB for measurements, fields and tags that are written', () => {
  const known = new Set([...k6Metrics.map(({ name }) => name), ...figures])
  const queries = queriesOf(JSON.parse(read('influxdb')) as Dashboard)
  expect(queries.length).toBeGreaterThan(25)
  for (const query of queries) {
    const measurements = [...query.matchAll(/FROM "(\w+)"/g)].map(([, name]) => name)
    expect(measurements.length).toBeGreaterThan(0)
    expect(measurements.filter((name) => name === undefined || !known.has(name))).toEqual([])
    const names = [...query.matchAll(/"(\w+)"/g)].map(([, name]) => name ?? '')
    const others = names.filter((name) => !measurements.includes(name))
    expect(others.filter((name) => !['value', 'one', 'all', 'testid', 'scenario', 'name'].includes(name))).toEqual([])
  }
})

it('asks Prometheus for metrics and labels that are written', () => {
  const known = new Set([...prometheusNames, ...figures])
  const queries = queriesOf(JSON.parse(read('prometheus')) as Dashboard)
  expect(queries.length).toBeGreaterThan(25)
  for (const query of queries) {
    const metrics = [...query.matchAll(/\b((?:k6|kneepoint)_\w+)/g)].map(([name]) => name)
    expect(metrics.length).toBeGreaterThan(0)
    expect(metrics.filter((name) => !known.has(name))).toEqual([])
    const labels = [...query.matchAll(/[{,](\w+)=/g)].map(([, name]) => name ?? '')
    expect(labels.filter((name) => !['testid', 'scenario', 'expected_response'].includes(name))).toEqual([])
  }
})

it('shows every figure of saturation in both', () => {
  for (const database of ['influxdb', 'prometheus']) {
    const text = read(database)
    for (const figure of [
      'offered',
      'achieved',
      'good',
      'dropped',
      'start_lag_p99',
      'capacity',
      'saturation',
      'buckle',
    ]) {
      expect(text).toContain(`kneepoint_${figure}`)
    }
  }
})

it('provides what the compose file mounts', () => {
  const folder = join(root, 'docs/grafana')
  const compose = readFileSync(join(folder, 'docker-compose.yml'), 'utf8')
  const mounted = [...compose.matchAll(/- (\.\/[^:]+):/g)].map(([, path]) => path ?? '')
  expect(mounted).toContain('./kneepoint-influxdb.json')
  expect(mounted.filter((path) => !existsSync(join(folder, path)))).toEqual([])
})

it('has panels that do not lie on each other', () => {
  for (const database of ['influxdb', 'prometheus']) {
    const { panels } = JSON.parse(read(database)) as Dashboard
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true)
  }
})
