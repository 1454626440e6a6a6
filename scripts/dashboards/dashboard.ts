import { type Curve, type Panel, type Row, rows } from './panels.ts'

export type Database = 'influxdb' | 'prometheus'

const SOURCES = { influxdb: 'DS_INFLUXDB', prometheus: 'DS_PROMETHEUS' } as const
const sourceOf = (database: Database): object => ({ type: database, uid: `\${${SOURCES[database]}}` })

/** Grafana's names of units. Times are in ms in InfluxDB and in s in Prometheus. */
const unitOf = (unit: Panel['unit'], database: Database): string =>
  ({
    iterations: 'iops',
    requests: 'reqps',
    time: database === 'influxdb' ? 'ms' : 's',
    share: 'percentunit',
    bytes: 'Bps',
    count: 'short',
  })[unit]

const colors: Readonly<Record<string, string>> = {
  offered: 'blue',
  achieved: 'green',
  good: 'dark-green',
  dropped: 'orange',
  failed: 'red',
  capacity: 'purple',
  p50: 'light-blue',
  p95: 'yellow',
  p99: 'orange',
  'p99 from due': 'red',
}

const targetOf = (curve: Curve, index: number, { type }: Panel, database: Database): object => {
  const refId = String.fromCodePoint(65 + index)
  const datasource = sourceOf(database)
  const isInstant = type === 'stat' || type === 'table'
  return database === 'influxdb'
    ? {
        refId,
        datasource,
        rawQuery: true,
        query: curve.influxdb,
        alias: curve.name,
        resultFormat: type === 'table' ? 'table' : 'time_series',
      }
    : {
        refId,
        datasource,
        expr: curve.prometheus,
        legendFormat: curve.name,
        instant: isInstant,
        range: !isInstant,
        ...(type === 'table' ? { format: 'table' } : {}),
      }
}

const overrideOf = ({ name }: Curve): readonly object[] => {
  const color = colors[name]
  return color === undefined
    ? []
    : [
        {
          matcher: { id: 'byName', options: name },
          properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
        },
      ]
}

/** Rows of points, one for each step of time: the load across, what it brought upwards. */
const xyOptions = {
  seriesMapping: 'manual',
  series: [
    { name: 'good', x: 'load', y: 'good', pointSize: { fixed: 5, min: 1, max: 20 }, pointColor: { fixed: 'green' } },
  ],
  legend: { displayMode: 'list', placement: 'bottom', showLegend: false },
  tooltip: { mode: 'single', sort: 'none' },
}
const optionsOf: Readonly<Record<Panel['type'], object>> = {
  timeseries: {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
    tooltip: { mode: 'multi', sort: 'none' },
  },
  stat: {
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    colorMode: 'value',
    graphMode: 'none',
    textMode: 'value',
  },
  xychart: xyOptions,
  table: { showHeader: true },
}

const transformationsOf: Readonly<Record<Panel['type'], readonly object[]>> = {
  timeseries: [],
  stat: [],
  xychart: [{ id: 'joinByField', options: { byField: 'Time', mode: 'inner' } }],
  table: [{ id: 'merge', options: {} }],
}

function panelOf(
  panel: Panel,
  id: number,
  place: { readonly x: number; readonly y: number },
  database: Database,
): object {
  const { title, help, type, unit, width, height, curves } = panel
  return {
    id,
    type,
    title,
    description: help,
    datasource: sourceOf(database),
    gridPos: { ...place, w: width, h: height },
    fieldConfig: {
      defaults: {
        unit: unitOf(unit, database),
        min: 0,
        color: { mode: 'palette-classic' },
        custom: type === 'timeseries' ? { lineWidth: 2, fillOpacity: 0, spanNulls: false } : {},
      },
      overrides: curves.flatMap(overrideOf),
    },
    options: optionsOf[type],
    transformations: transformationsOf[type],
    targets: curves.map((curve, index) => targetOf(curve, index, panel, database)),
  }
}

/** Puts panels side by side in 24 columns, below each other where they do not fit. */
function layOut(all: readonly Row[], database: Database): object[] {
  const panels: object[] = []
  let y = 0
  for (const { title, panels: inRow } of all) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title,
      collapsed: false,
      gridPos: { x: 0, y, w: 24, h: 1 },
      panels: [],
    })
    y += 1
    let x = 0
    let lineHeight = 0
    for (const panel of inRow) {
      if (x + panel.width > 24) {
        x = 0
        y += lineHeight
        lineHeight = 0
      }
      panels.push(panelOf(panel, panels.length + 1, { x, y }, database))
      x += panel.width
      lineHeight = Math.max(lineHeight, panel.height)
    }
    y += lineHeight
  }
  return panels
}

const variable = (name: string, label: string, query: string, database: Database): object => ({
  type: 'query',
  name,
  label,
  query,
  datasource: sourceOf(database),
  refresh: 2,
  includeAll: true,
  allValue: '.*',
  multi: false,
  current: { selected: true, text: 'All', value: '$__all' },
})

const variables: Readonly<Record<Database, readonly object[]>> = {
  influxdb: [
    variable('testid', 'Test', 'SHOW TAG VALUES FROM "http_reqs" WITH KEY = "testid"', 'influxdb'),
    variable('scenario', 'Scenario', 'SHOW TAG VALUES FROM "kneepoint_offered" WITH KEY = "scenario"', 'influxdb'),
  ],
  prometheus: [
    variable('testid', 'Test', 'label_values(k6_http_reqs_total, testid)', 'prometheus'),
    variable('scenario', 'Scenario', 'label_values(kneepoint_offered, scenario)', 'prometheus'),
  ],
}

const sourceVariable = (database: Database): object => ({
  type: 'datasource',
  name: SOURCES[database],
  label: titles[database],
  query: database,
  refresh: 1,
})

const titles: Readonly<Record<Database, string>> = { influxdb: 'InfluxDB', prometheus: 'Prometheus' }

/** A dashboard to import into Grafana, or to provide from a file: its data source is a variable. */
export const dashboardOf = (database: Database): object => ({
  title: `kneepoint (${titles[database]})`,
  uid: `kneepoint-${database}`,
  tags: ['kneepoint', 'k6'],
  timezone: 'browser',
  schemaVersion: 39,
  editable: true,
  graphTooltip: 1,
  refresh: '5s',
  time: { from: 'now-15m', to: 'now' },
  templating: { list: [sourceVariable(database), ...variables[database]] },
  annotations: { list: [] },
  panels: layOut(rows, database),
})
