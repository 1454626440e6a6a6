import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { seededRng } from '../../src/base/rng.ts'
import { makeRecord } from '../support/make-record.ts'
import { root } from '../support/paths.ts'

const place = mkdtempSync(join(tmpdir(), 'kneepoint-compare-'))
const at = (name: string): string => join(place, name)

/** A run of 40 s at 50/s whose requests take about `mean` ms; the level of each second strays by 3 %. */
function make(name: string, seed: number, mean: number, errorShare = 0): void {
  const rng = seededRng(seed)
  const level = Array.from({ length: 40 }, () => mean * (0.97 + 0.06 * rng()))
  makeRecord({
    folder: at(name),
    seconds: 40,
    rate: 50,
    duration: (second) => (level[second] ?? mean) * (1 - Math.log(1 - rng()) / 5),
    fails: () => rng() < errorShare,
  })
}

const compare = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), 'compare', ...args], {
    encoding: 'utf8',
    env: { ...process.env, KNEEPOINT_RECORDS: place },
  })
  return { status, stdout, stderr }
}

beforeAll(() => {
  make('base', 1, 20)
  make('same', 2, 20)
  make('slow', 3, 22)
  make('broken', 4, 20, 0.08)
  makeRecord({ folder: at('short'), seconds: 5, rate: 10, duration: () => 5 })
})

it('finds no difference between runs of the same build, and says how it looked', () => {
  const { status, stdout } = compare('base', 'same')
  expect(status).toBe(0)
  expect(stdout).toContain('B does not differ from A')
  expect(stdout).toMatch(/rank test of Mann and Whitney over spans: 37 and 37 spans of 1 s.*\(Holm\)/)
})

it('finds a target that is 10 % slower, and by how much', () => {
  const { stdout } = compare('base', 'slow', '--json')
  const { measures } = JSON.parse(stdout) as {
    measures: { name: string; verdict: string; change: { low: number; high: number } }[]
  }
  const [p50] = measures.filter(({ name }) => name === 'p50')
  expect(p50?.verdict).toBe('worse')
  expect(p50?.change.low).toBeLessThan(0.1)
  expect(p50?.change.high).toBeGreaterThan(0.1)
})

it('does not call runs alike that are too short to tell', () => {
  const { status, stdout } = compare('base', 'short', '--skip', '0s')
  expect(status).toBe(0)
  expect(stdout).toContain('too short to tell')
})

it.each([
  [['base', 'slow', '--fail-if', 'p50 +5%'], 99, /failed: p50 \+5%/],
  [['base', 'slow', '--fail-if', 'p50 +20%', '--fail-if', 'http_req_duration:avg +20%'], 0, /^$/],
  [['base', 'broken', '--fail-if', 'errors +2%'], 99, /failed: errors \+2%/],
  [['slow', 'base', '--fail-if', 'p50 -5%'], 99, /failed: p50 -5%/],
  [['base', 'slow', '--fail-if', 'p95 10'], 104, /must be MEASURE \+N% or MEASURE -N%/],
  [['base', 'slow', '--fail-if', 'p5O +1%'], 104, /there is no measure 'p5O'; did you mean "p50"/],
  [['base', 'short', '--fail-if', 'p50 +5%'], 104, /cannot be judged/],
  [['base', 'short', '--skip', '5s'], 104, /0 whole seconds/],
  [['base', 'nothing'], 104, /there is no record 'nothing'/],
  [['base', 'slow', '--measure', 'my_trend:p95', '--fail-if', 'my_trend:p95 +5%'], 104, /cannot be judged/],
])('ends %j with %i', (args, code, says) => {
  const { status, stderr } = compare(...args)
  expect(stderr).toMatch(says)
  expect(status).toBe(code)
})
