import { describe, expect, it } from 'vitest'
import { serving } from './testing/serving.ts'

describe('our endpoints', () => {
  it('take commands and give the answer', async () => {
    await using shown = await serving()
    const accepted = await shown.ask(
      'POST',
      '/v1/kneepoint/commands',
      '{"type":"set-rate","scenario":"browse","rate":5}',
    )
    expect(accepted.status).toBe(200)
    expect(await accepted.json()).toEqual({ accepted: true, said: 'did set-rate' })
    const refused = await shown.ask('POST', '/v1/kneepoint/commands', '{"type":"start-scenario","scenario":"nowhere"}')
    expect(refused.status).toBe(409)
    expect(await refused.json()).toEqual({ accepted: false, said: "there is no scenario 'nowhere'" })
  })

  it('show the state with as many windows as are asked for', async () => {
    await using shown = await serving()
    const state = (await (await shown.ask('GET', '/v1/kneepoint/state?windows=0')).json()) as { phase: object }
    expect(state).toMatchObject({ phase: { kind: 'running' }, windows: [], rampMs: 0 })
    expect((await shown.ask('GET', '/v1/kneepoint/state?windows=-1')).status).toBe(400)
  })

  it('say that there is nothing where there is nothing', async () => {
    await using shown = await serving()
    expect((await shown.ask('GET', '/v1/kneepoint/nothing')).status).toBe(404)
  })
})

describe('events', () => {
  const mark = (at: number, text: string) => ({ at, by: 'rest', kind: 'mark', text }) as const

  it('come from the first on, as they happen, until the run has finished', async () => {
    await using shown = await serving()
    shown.run.happen(mark(1, 'one'))
    const response = await shown.ask('GET', '/v1/kneepoint/events')
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    shown.run.happen(mark(2, 'two'), mark(2, 'three'))
    shown.run.finish(99)
    expect(await response.text()).toBe(
      [
        ': events of this run',
        'id: 1\nevent: mark\ndata: {"at":1,"by":"rest","kind":"mark","text":"one"}',
        'id: 2\nevent: mark\ndata: {"at":2,"by":"rest","kind":"mark","text":"two"}',
        'id: 3\nevent: mark\ndata: {"at":2,"by":"rest","kind":"mark","text":"three"}',
        'event: finished\ndata: {"exitCode":99}',
        '',
      ].join('\n\n'),
    )
  })

  it('go on after the last one that was had', async () => {
    await using shown = await serving()
    shown.run.happen(mark(1, 'one'), mark(2, 'two'))
    shown.run.finish(0)
    const response = await shown.ask('GET', '/v1/kneepoint/events', undefined, { 'last-event-id': '1' })
    const told = await response.text()
    expect(told).not.toContain('one')
    expect(told).toContain('id: 2\n')
  })
})
