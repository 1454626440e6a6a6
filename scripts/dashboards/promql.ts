/** The test that is looked at (`--tag testid=...`); any, unless chosen. */
const test = 'testid=~"$testid"'

export const sumOverScenarios = (metric: string): string => `sum(${metric}{${test},scenario=~"$scenario"})`
export const ofRun = (metric: string): string => `max(${metric}{${test}})`

/** A limit stays shown after the run. */
export const lastFound = (metric: string): string => `max(last_over_time(${metric}{${test}}[$__range]))`

export const k6Gauge = (metric: string): string => `sum(k6_${metric}{${test}})`

export const k6Rate = (metric: string, more = ''): string =>
  `sum(rate(k6_${metric}_total{${test}${more === '' ? '' : `,${more}`}}[$__rate_interval]))`

/** A rate metric is a share since the run began, for each series. */
export const k6RateMetric = (metric: string): string => `avg(k6_${metric}_rate{${test}})`

/** Series of failures are there only once there was one. */
export const failedRate: string = `(${k6Rate('http_reqs', 'expected_response="false"')} or vector(0))`
export const failedShare: string = `${failedRate} / ${k6Rate('http_reqs')}`

export const countByName: string = `sum by (name) (max_over_time(k6_http_reqs_total{${test}}[$__range]))`
export const p99ByName: string = `max by (name) (last_over_time(k6_http_req_duration_p99{${test}}[$__range]))`
