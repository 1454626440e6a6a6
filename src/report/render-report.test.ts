import { createHash } from 'node:crypto'
import type { DefaultTreeAdapterTypes } from 'parse5'
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import type { Capacity } from '../analysis/capacity.ts'
import { foundCapacity, foundLimit } from '../analysis/testing/found-capacity.ts'
import { renderReport } from './render-report.ts'
import type { ReportData } from './report-data.ts'
import { quietRun } from './testing/report-data.ts'

const assets = { script: 'draw("</p>")', style: 'p{margin:0}' }
const render = (some: Partial<ReportData> = {}): string => renderReport({ ...quietRun, ...some }, assets)

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

function elementsIn(page: string): readonly Element[] {
  const walk = (node: Node): readonly Element[] => ('tagName' in node ? [node, ...node.childNodes.flatMap(walk)] : [])
  return parse(page).childNodes.flatMap(walk)
}
const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value
const textIn = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textIn).join('') : ''
const titles = (page: string): string[] =>
  elementsIn(page)
    .filter(({ tagName }) => tagName === 'h2')
    .map(textIn)
const visible = (page: string): string =>
  elementsIn(page)
    .filter(({ tagName }) => tagName === 'main')
    .map(textIn)
    .join('')

const capacity: Capacity = {
  ...foundCapacity,
  saturation: { ...foundLimit, value: 405 },
  buckle: { kind: 'retrograde', load: { ...foundLimit, value: 520 }, fell: undefined },
  evidence: ['at 410/s, 2.3 % fewer came back than were sent: saturated'],
}

describe('the verdict', () => {
  it('comes first, whatever else there is', () => {
    expect(titles(render()).slice(0, 2)).toEqual(['Verdict', 'In numbers'])
  })

  it('says what is carried, where it saturates and buckles, and why', () => {
    const text = visible(render({ verdict: { ...quietRun.verdict, capacity } }))
    for (const part of ['Carries 402/s, no more', '396 to 408', '405/s', '520/s', 'retrograde', ...capacity.evidence]) {
      expect(text).toContain(part)
    }
  })

  it('says "at least" where no more is known, and why', () => {
    const atLeast = { kind: 'at-least', value: 300, dwell: 10 } as const
    const less: Capacity = {
      ...capacity,
      capacity: atLeast,
      saturation: atLeast,
      buckle: undefined,
      limitedBy: 'unfinished',
    }
    const text = visible(render({ verdict: { ...quietRun.verdict, capacity: less } }))
    expect(text).toContain('Carries at least 300/s')
    expect(text).toContain('more is not known: higher loads have not been held')
  })

  it("calls no limit the target's that others set", () => {
    const limit = { verdict: 'shared-host', confidence: 'medium', evidence: [], next: undefined } as const
    const text = visible(render({ verdict: { ...quietRun.verdict, capacity, limit } }))
    expect(text).toContain('Carries at least 402/s')
    expect(text).toContain('held back by the CPUs that generator and target share: it may carry more')
  })

  it('says that it is not determined where no load was held', () => {
    expect(visible(render())).toContain('What the target can carry is not determined')
  })

  it('says that a run was cut off, and what that means', () => {
    const page = render({ verdict: { ...quietRun.verdict, exitCode: undefined } })
    expect(visible(page)).toMatch(/cut off.*at most the last 2 s are missing/s)
    expect(page).toContain('<title>shop.js · cut off · kneepoint</title>')
  })

  it('names the thresholds that were crossed', () => {
    const threshold = {
      metric: 'http_req_duration',
      source: 'p(95)<100',
      method: 'p(95)',
      limit: 100,
      kind: 'trend',
      contains: 'time',
      window: undefined,
      value: 248,
      worst: undefined,
      ok: false,
      crossedAt: 32_000,
      failed: true,
      abortsFrom: undefined,
    } as const
    const page = render({ thresholds: [threshold], verdict: { ...quietRun.verdict, exitCode: 99 } })
    expect(visible(page)).toMatch(/✗ thresholds crossed.*1 of 1 thresholds crossed; exit code 99/s)
    expect(visible(page)).toContain('http_req_duration p(95)<100: 248 ms')
  })
})

describe('the page', () => {
  it('leaves out what the run did not have', () => {
    const page = render({ curve: { ...quietRun.curve, seconds: [] }, heatmap: undefined })
    expect(titles(page)).toEqual(['Verdict', 'In numbers', 'Throughput over time', 'Scenarios', 'Host', 'The run'])
  })

  it('lets only its own script and style in, by their hashes, and nothing out', () => {
    const page = render()
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const policy = elementsIn(page).find((each) => attribute(each, 'http-equiv') === 'Content-Security-Policy')
    expect(policy && attribute(policy, 'content')).toBe(
      `default-src 'none'; script-src ${hash(assets.script)}; style-src ${hash(assets.style)}; img-src data:; base-uri 'none'; form-action 'none'`,
    )
    const texts = elementsIn(page).filter(({ tagName, attrs }) => tagName === 'script' && attrs.length === 0)
    expect(texts.map(textIn)).toEqual([assets.script])
  })

  it('names nothing that a browser would load, and has no style or script in attributes', () => {
    const attributes = elementsIn(render()).flatMap(({ attrs }) => attrs)
    expect(attributes.filter(({ name }) => /^(style|src|srcset|on\w+)$/.test(name))).toEqual([])
    expect(attributes.filter(({ name, value }) => name === 'href' && !/^(#|data:,$)/.test(value))).toEqual([])
  })

  it('shows hostile names as text, wherever they come from', () => {
    const evil = '</script><img src=x onerror=alert(1)><b>"\'&'
    const latency = { count: 1, p50: 1, p95: 1, p99: 1 }
    const page = render({
      run: { ...quietRun.run, target: evil, labels: { [evil]: evil }, command: evil },
      verdict: { ...quietRun.verdict, limit: { verdict: 'target', confidence: 'low', evidence: [evil], next: evil } },
      requests: [
        { method: 'GET', name: evil, count: 1, rate: 1, failedShare: 0, latency, max: 1, received: 1, statuses: [] },
      ],
      balances: [
        {
          service: evil,
          kind: 'single',
          conclusion: evil,
          notes: [evil],
          next: evil,
          isSticky: undefined,
          answers: undefined,
          connections: undefined,
          changes: [{ at: 0, kind: 'appeared', service: evil, name: evil, count: 1 }],
          backends: [
            {
              name: evil,
              share: 1,
              answers: 1,
              connections: 1,
              failedShare: 0,
              latency,
              firstAt: 0,
              lastAt: 0,
              trace: [1],
            },
          ],
        },
      ],
      checks: [{ group: `::${evil}`, name: evil, passes: 1, fails: 0 }],
      problems: [{ code: 0, message: `${evil}\n${evil}`, count: 1, firstAt: 0, lastAt: 0 }],
      events: {
        shown: [{ at: 0, by: 'key', kind: 'mark', text: evil, because: evil }],
        lines: [{ at: 0, by: 'engine', kind: 'log', text: evil }],
        leftOut: 0,
      },
      host: { ...quietRun.host, facts: { [evil]: evil } },
    })
    const elements = elementsIn(page)
    expect(elements.filter(({ tagName }) => tagName === 'img')).toEqual([])
    expect(elements.filter(({ tagName, attrs }) => tagName === 'script' && attrs.length === 0)).toHaveLength(1)
    expect(visible(page).split(evil).length - 1).toBeGreaterThan(10)
  })

  it('gives every part its own id, and links to each', () => {
    const ids = elementsIn(render()).flatMap((each) => attribute(each, 'id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const links = elementsIn(render()).flatMap((each) => attribute(each, 'href') ?? [])
    for (const link of links.filter((each) => each.startsWith('#'))) expect(ids).toContain(link.slice(1))
  })

  it('says in words what each chart shows, and heads every column of a table', () => {
    const elements = elementsIn(render())
    for (const chart of elements.filter((each) => attribute(each, 'role') === 'img')) {
      expect(attribute(chart, 'aria-label')?.length).toBeGreaterThan(20)
    }
    for (const head of elements.filter(({ tagName }) => tagName === 'th')) {
      expect(['col', 'row']).toContain(attribute(head, 'scope'))
    }
  })
})
