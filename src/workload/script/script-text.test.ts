import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { seededRng } from '../../base/rng.ts'
import { ofYaml } from '../testing/settled.ts'
import { type ThinkKind, thinkLawOf } from '../think-law.ts'
import { scriptText } from './script-text.ts'
import { thinkCode, thinkExpression } from './think-code.ts'

const scriptOf = (yaml: string): string => {
  const { model } = ofYaml(yaml)
  return model === undefined ? '' : scriptText(model)
}

it('has a function for each workload, which thinks, sends, and counts under its name', () => {
  const script = scriptOf(`url: http://shop/base/
workloads:
  - {name: main page, tps: 1, response: 1s, think: 4s, request: GET /}
  - {name: 주문, tps: 1, request: {method: POST, path: /o, body: a, headers: {X: '1'}}}
`)
  expect(script.slice(script.indexOf('export function'))).toBe(`export function w1_main_page() {
  think(4, 5)
  http.request("GET", "http://shop/base/", null, {"tags":{"name":"main page"},"responseType":"none"})
}

export function w2() {
  http.request("POST", "http://shop/base/o", "a", {"headers":{"X":"1"},"tags":{"name":"주문"},"responseType":"none"})
}
`)
})

it('sends to one of several paths, and calls functions of the script with what setup made', () => {
  const script = scriptOf(`script: /shop.js
workloads:
  - {name: a, tps: 1, request: {paths: ['http://x/1', 'http://x/2']}}
  - {name: b, tps: 1, function: buy}
`)
  expect(script).toContain(`import * as own from "/shop.js"\nexport * from "/shop.js"\n`)
  expect(script).toContain(`http.request("GET", w1_a_urls[Math.floor(Math.random() * 2)], null,`)
  expect(script).toContain(`export function w2_b(data) {\n  return own["buy"](data)\n}`)
})

const draw = (kind: ThinkKind, spread?: number): number[] => {
  const law = thinkLawOf(kind, spread)
  const rng = seededRng(3)
  // The helpers as a script has them, with the chance of this test in place of Math.random.
  const Chance: unknown = Object.create(Math, { random: { value: rng } })
  const next = runInNewContext(`${thinkCode([law])}; () => ${thinkExpression(law, 4)}`, {
    Math: Chance,
  }) as () => number
  return Array.from({ length: 40_000 }, () => next())
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)))
}

it.each([
  ['constant', undefined, 0],
  ['uniform', 0.5, 4 * (0.5 / Math.sqrt(3))],
  ['normal', 0.25, 1],
  ['log-normal', 0.5, 2],
] as const)(
  'lets users think by the %s law with the mean that was asked for, and its spread',
  (kind, spread, deviation) => {
    const times = draw(kind, spread)
    expect(Math.abs(meanOf(times) / 4 - 1)).toBeLessThan(0.02)
    expect(Math.abs(deviationOf(times) - deviation)).toBeLessThan(0.06 * Math.max(1, deviation))
    expect(Math.min(...times.slice(0, 1000))).toBeGreaterThanOrEqual(0)
  },
)
