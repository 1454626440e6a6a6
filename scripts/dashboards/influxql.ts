/** Conditions of every query: the time shown, and the test that is looked at (`--tag testid=...`; any, unless chosen). */
const where = `WHERE $timeFilter AND "testid" =~ /^$testid$/`
const ofScenario = `${where} AND "scenario" =~ /^$scenario$/`
const inSteps = 'GROUP BY time($__interval) fill(none)'

export const overTime = (how: 'mean' | 'max', measurement: string): string =>
  `SELECT ${how}("value") FROM "${measurement}" ${where} ${inSteps}`

/** Of a counter, or a rate metric (how many were true), per second. */
export const rate = (measurement: string): string =>
  `SELECT sum("value") / ($__interval_ms / 1000) FROM "${measurement}" ${where} GROUP BY time($__interval) fill(0)`

export const last = (measurement: string): string => `SELECT last("value") FROM "${measurement}" ${where}`

const byScenario = (measurement: string): string =>
  `SELECT mean("value") AS "one" FROM "${measurement}" ${ofScenario} GROUP BY time($__interval), "scenario"`

/** Each scenario has its own number in each second. */
export const sumOverScenarios = (measurement: string): string =>
  `SELECT sum("one") FROM (${byScenario(measurement)}) WHERE $timeFilter ${inSteps}`

export const lastSumOverScenarios = (measurement: string): string =>
  `SELECT last("all") FROM (SELECT sum("one") AS "all" FROM (${byScenario(measurement)}) WHERE $timeFilter ${inSteps})`

export const byName = (what: 'count' | 'p99', measurement: string): string =>
  `SELECT ${what === 'count' ? 'count("value")' : 'percentile("value", 99)'} FROM "${measurement}" ${where} GROUP BY "name"`
