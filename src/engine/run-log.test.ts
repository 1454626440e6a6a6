import { describe, expect, it } from 'vitest'
import type { RunEvent } from './api.ts'
import { RunLog } from './run-log.ts'

const logLine = (message: string) => ({ type: 'log', level: 'info', message, source: 'console' }) as const
const mark = (at: number, text: string): RunEvent => ({ at, by: 'key', kind: 'mark', text })

describe('what scripts log', () => {
  it('pushes no event out, however much it is', () => {
    const log = new RunLog()
    log.add(mark(1, 'deployed'))
    for (let index = 0; index < 3000; index += 1) log.addLine(index, logLine(`line ${index}`))
    expect(log.events.map(({ text }) => text)).toEqual(['deployed'])
    expect(log.lines).toHaveLength(1000)
    expect(log.lines.at(-1)).toMatchObject({ kind: 'log', text: 'line 2999' })
    expect(log.lineCount).toBe(3000)
  })

  it('stands in the result and in the record up to a point, and that is said', () => {
    let recorded = 0
    const log = new RunLog([{ event: () => (recorded += 1) }])
    for (let index = 0; index < 10_100; index += 1) log.addLine(0, logLine('again'))
    expect(log.allEvents).toHaveLength(10_001)
    expect(recorded).toBe(10_001)
    expect(log.lineCount).toBe(10_100)
    expect(log.events.map(({ text }) => text)).toEqual([
      '10000 lines logged by scripts: those to come are not in the result and not in the record',
    ])
  })

  it('for debugging is left out', () => {
    const log = new RunLog()
    log.addLine(0, { ...logLine('x'), level: 'debug' })
    expect(log.lineCount).toBe(0)
  })
})

it('keeps events in the order of their times, the newest 500 of them', () => {
  const log = new RunLog()
  log.add(mark(30, 'in force a little later'))
  log.add(mark(10, 'said meanwhile'))
  expect(log.events.map(({ at }) => at)).toEqual([30, 30])
  for (let index = 0; index < 500; index += 1) log.add(mark(100, `${index}`))
  expect(log.events).toHaveLength(500)
  expect(log.events[0]?.text).toBe('0')
})

describe('failures', () => {
  it('that read alike are one, with their count and times; the first is an event', () => {
    const log = new RunLog()
    log.addProblem(100, { code: 1212, message: 'refused', count: 2 })
    log.addProblem(900, { code: 1212, message: 'refused', count: 3 })
    expect(log.problems).toEqual([{ code: 1212, message: 'refused', count: 5, firstAt: 100, lastAt: 900 }])
    expect(log.events.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['error refused'])
  })

  it('of more than 200 kinds are counted all the same', () => {
    const log = new RunLog()
    for (let index = 0; index < 300; index += 1) log.addProblem(index, { code: 0, message: `no ${index}`, count: 1 })
    expect(log.problems).toHaveLength(200)
    expect(log.problems[0]).toEqual({ code: 0, message: '(other failures)', count: 101, firstAt: 199, lastAt: 299 })
  })
})
