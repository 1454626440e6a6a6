/** Rows of the same kind that differ in how many VUs, connections or scenarios there are. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { has, runScript } from '../rivals/generators.ts'
import { peerCommand } from '../rivals/node-peers.ts'
import { bareSockets } from './bare-sockets.ts'
import { manyScenarios, manyScenariosAtRate, manyVus, manyVusAtRate, RATE_OF_SCENARIOS } from './scripts.ts'

export interface Series {
  readonly what: string
  readonly counts: readonly number[]
  /** Of the row with so many. */
  readonly name: (count: number) => string
  /** What measures so many. */
  readonly command: (count: number) => readonly string[]
}

export interface SeriesAtRate extends Series {
  /** Requests per second that each of its rows sends. */
  readonly rate: number
}

const VUS = [1, 10, 100, 1000, 10_000]
/** Requests per second that one VU can keep, and that ten can. */
const [RATE_OF_ONE, RATE_OF_TEN] = [500, 2000]
const SCENARIOS = [1, 20, 200]
/** Seconds; whoever is measured is ended before. */
const LONG = 600

/** Scripts are written to `folder` when they are asked for. */
export const seriesAsFastAsItGoes = (url: string, folder: string): readonly Series[] => [
  ours('VUs', VUS, folder, (count) => manyVus(url, count)),
  series('connections of bare undici', VUS, (count) =>
    peerCommand('undici', { url, connections: count, duration: LONG }),
  ),
  series('connections of wrk', has('wrk') ? VUS : [], (count) => ['wrk', '-t1', `-c${count}`, `-d${LONG}s`, url]),
  ours('scenarios', SCENARIOS, folder, (count) => manyScenarios(url, count)),
]

/** Without VUs, at the rate that one VU can keep. */
export const bareAtOneRate = (url: string): Series =>
  series(`connections of bare sockets, ${RATE_OF_ONE}/s`, VUS, (count) => bareSockets(url, count, RATE_OF_ONE))

export const seriesAtOneRate = (url: string, folder: string): readonly SeriesAtRate[] => [
  atRate(RATE_OF_ONE, 'VUs', VUS, folder, (count) => manyVusAtRate(url, count, RATE_OF_ONE)),
  atRate(RATE_OF_TEN, 'VUs', VUS.slice(1), folder, (count) => manyVusAtRate(url, count, RATE_OF_TEN)),
  atRate(RATE_OF_SCENARIOS, 'scenarios', SCENARIOS, folder, (count) => manyScenariosAtRate(url, count)),
]

/** Between their turns they pause because the bench says so, and V8 would take that for an occasion to collect the whole heap. */
const PAUSED = ['--no-memory-reducer']

const atRate = (rate: number, what: string, ...[counts, folder, textOf]: Rest): SeriesAtRate => ({
  ...ours(`${what}, ${rate}/s`, counts, folder, textOf, PAUSED),
  rate,
})

const series = (what: string, counts: readonly number[], command: Series['command']): Series => ({
  what,
  counts,
  name: (count) => `${count} ${what}`,
  command,
})

type Rest = readonly [counts: readonly number[], folder: string, textOf: (count: number) => string]

const ours = (
  what: string,
  ...[counts, folder, textOf, nodeOptions]: [...Rest, nodeOptions?: readonly string[]]
): Series =>
  series(what, counts, (count) => {
    const file = join(folder, `${count}-${what.replaceAll(/\W+/g, '-')}.js`)
    writeFileSync(file, textOf(count))
    return runScript(file, nodeOptions)
  })
