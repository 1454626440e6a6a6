import * as influx from './influxql.ts'
import * as prom from './promql.ts'

/** One curve or number: its name, and where each database finds it. */
export interface Curve {
  readonly name: string
  readonly influxdb: string
  readonly prometheus: string
}

export interface Panel {
  readonly title: string
  readonly help: string
  readonly type: 'timeseries' | 'stat' | 'xychart' | 'table'
  /** Of Grafana: `reqps`, `ms`, `s`, `percentunit`, `Bps`, `short`. */
  readonly unit: 'iterations' | 'requests' | 'time' | 'share' | 'bytes' | 'count'
  /** Of 24 columns, and of rows of 30 pixels. */
  readonly width: number
  readonly height: number
  readonly curves: readonly Curve[]
}

export interface Row {
  readonly title: string
  readonly panels: readonly Panel[]
}

const figure = (name: string, metric: string): Curve => ({
  name,
  influxdb: influx.sumOverScenarios(metric),
  prometheus: prom.sumOverScenarios(metric),
})
const figureNow = (name: string, metric: string): Curve => ({
  name,
  influxdb: influx.lastSumOverScenarios(metric),
  prometheus: prom.sumOverScenarios(metric),
})
const ofRun = (name: string, metric: string, how: 'mean' | 'max' = 'mean'): Curve => ({
  name,
  influxdb: influx.overTime(how, metric),
  prometheus: prom.ofRun(metric),
})
const found = (name: string, metric: string): Curve => ({
  name,
  influxdb: influx.last(metric),
  prometheus: prom.lastFound(metric),
})

const stat = (title: string, help: string, unit: Panel['unit'], curve: Curve): Panel => ({
  title,
  help,
  type: 'stat',
  unit,
  width: 4,
  height: 4,
  curves: [curve],
})
const chart = (title: string, help: string, unit: Panel['unit'], curves: readonly Curve[]): Panel => ({
  title,
  help,
  type: 'timeseries',
  unit,
  width: 12,
  height: 8,
  curves,
})

const failedShare: Curve = {
  name: 'failed',
  influxdb: influx.overTime('mean', 'http_req_failed'),
  prometheus: prom.failedShare,
}

/** What both dashboards show, from top to bottom. */
export const rows: readonly Row[] = [
  {
    title: 'Now',
    panels: [
      stat('Offered', 'Iterations that were due, per second.', 'iterations', figureNow('offered', 'kneepoint_offered')),
      stat(
        'Achieved',
        'Iterations that came back, per second.',
        'iterations',
        figureNow('achieved', 'kneepoint_achieved'),
      ),
      stat('Good', 'Iterations that came back well, per second.', 'iterations', figureNow('good', 'kneepoint_good')),
      stat(
        'Dropped',
        'Iterations for which no VU was free, per second.',
        'iterations',
        figureNow('dropped', 'kneepoint_dropped'),
      ),
      stat('p95', 'http_req_duration of the last second.', 'time', {
        name: 'p95',
        influxdb: influx.last('kneepoint_latency_p95'),
        prometheus: prom.ofRun('kneepoint_latency_p95'),
      }),
      stat('Failed requests', 'Of all requests.', 'share', failedShare),
    ],
  },
  {
    title: 'Saturation',
    panels: [
      chart(
        'Throughput',
        'Where achieved leaves offered, somebody is at a limit: the target, or the generator.',
        'iterations',
        [
          figure('offered', 'kneepoint_offered'),
          figure('achieved', 'kneepoint_achieved'),
          figure('good', 'kneepoint_good'),
          figure('dropped', 'kneepoint_dropped'),
          ofRun('capacity', 'kneepoint_capacity'),
        ],
      ),
      {
        ...chart(
          'Throughput by load',
          'Rises with the load (zone A), stays (B: saturated), falls (C: buckled).',
          'iterations',
          [figure('load', 'kneepoint_load'), figure('good', 'kneepoint_good')],
        ),
        type: 'xychart',
      },
      chart(
        'Latency',
        'Of each second alone; from due times what a user would have waited, whatever held the request up.',
        'time',
        [
          ofRun('p50', 'kneepoint_latency_p50'),
          ofRun('p95', 'kneepoint_latency_p95', 'max'),
          ofRun('p99', 'kneepoint_latency_p99', 'max'),
          ofRun('p99 from due', 'kneepoint_due_latency_p99', 'max'),
        ],
      ),
      chart('Start lag', 'How late iterations began: what the generator, not the target, is late by.', 'time', [
        ofRun('p50', 'kneepoint_start_lag_p50'),
        ofRun('p99', 'kneepoint_start_lag_p99', 'max'),
      ]),
      {
        ...stat(
          'Capacity',
          'The highest steady goodput, once it is found.',
          'iterations',
          found('capacity', 'kneepoint_capacity'),
        ),
        width: 4,
      },
      {
        ...stat(
          'Saturation',
          'The load from which more brings no more, once it is found.',
          'count',
          found('saturation', 'kneepoint_saturation'),
        ),
        width: 4,
      },
      {
        ...stat(
          'Buckle',
          'The load from which goodput falls, once it is found.',
          'count',
          found('buckle', 'kneepoint_buckle'),
        ),
        width: 4,
      },
      {
        ...chart('In flight', 'Iterations under way. Growing without end: more is sent than comes back.', 'count', [
          ofRun('in flight', 'kneepoint_in_flight', 'max'),
        ]),
        height: 4,
      },
    ],
  },
  {
    title: 'Metrics of k6',
    panels: [
      chart('Virtual users', 'VUs that work, and that are made.', 'count', [
        { name: 'vus', influxdb: influx.overTime('max', 'vus'), prometheus: prom.k6Gauge('vus') },
        { name: 'vus_max', influxdb: influx.overTime('max', 'vus_max'), prometheus: prom.k6Gauge('vus_max') },
      ]),
      chart('Requests', 'Per second, and those that failed.', 'requests', [
        { name: 'requests', influxdb: influx.rate('http_reqs'), prometheus: prom.k6Rate('http_reqs') },
        {
          name: 'failed',
          influxdb: influx.rate('http_req_failed'),
          prometheus: prom.failedRate,
        },
      ]),
      chart('Checks', 'Share of checks that passed.', 'share', [
        { name: 'passed', influxdb: influx.overTime('mean', 'checks'), prometheus: prom.k6RateMetric('checks') },
      ]),
      chart('Network', 'Bytes per second.', 'bytes', [
        { name: 'received', influxdb: influx.rate('data_received'), prometheus: prom.k6Rate('data_received') },
        { name: 'sent', influxdb: influx.rate('data_sent'), prometheus: prom.k6Rate('data_sent') },
      ]),
      {
        title: 'Requests by name',
        help: 'How many, and how long they took (ms in InfluxDB, s in Prometheus).',
        type: 'table',
        unit: 'count',
        width: 24,
        height: 8,
        curves: [
          { name: 'count', influxdb: influx.byName('count', 'http_req_duration'), prometheus: prom.countByName },
          { name: 'p99', influxdb: influx.byName('p99', 'http_req_duration'), prometheus: prom.p99ByName },
        ],
      },
    ],
  },
]
