import { describe, expect, it } from 'vitest'
import { detailOf, serving } from './testing/serving.ts'

describe("k6's endpoints", () => {
  it.each(['/ping', '/', '/anything/else'])('answer ok at %s', async (path) => {
    await using shown = await serving()
    const response = await shown.ask('GET', path)
    expect(await response.text()).toBe('ok')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  })

  it('show the status', async () => {
    await using shown = await serving()
    expect(await (await shown.ask('GET', '/v1/status')).json()).toEqual({
      data: {
        type: 'status',
        id: 'default',
        attributes: {
          status: 7,
          paused: false,
          vus: 6,
          'vus-max': 12,
          stopped: false,
          running: true,
          tainted: true,
        },
      },
    })
  })

  it('show metrics and submetrics, all or one', async () => {
    await using shown = await serving()
    const { data } = (await (await shown.ask('GET', '/v1/metrics')).json()) as { data: object[] }
    expect(data).toHaveLength(2)
    const one = await shown.ask('GET', '/v1/metrics/http_reqs%7Bstatus:200%7D')
    expect(await one.json()).toEqual({
      data: {
        type: 'metrics',
        id: 'http_reqs{status:200}',
        attributes: { type: 'counter', contains: 'default', tainted: true, sample: { count: 5, rate: 1.5 } },
      },
    })
    const none = await shown.ask('GET', '/v1/metrics/nothing')
    expect(none.status).toBe(404)
    expect(await detailOf(none)).toBe('No metric with that ID was found')
  })

  it('show groups with their relations and checks', async () => {
    await using shown = await serving()
    const { data } = (await (await shown.ask('GET', '/v1/groups')).json()) as { data: { id: string }[] }
    expect(data.map(({ id }) => id)).toEqual(['root', 'inner'])
    expect(await (await shown.ask('GET', '/v1/groups/inner')).json()).toEqual({
      data: {
        type: 'groups',
        id: 'inner',
        attributes: {
          path: '::cart',
          name: 'cart',
          checks: [{ id: 'check', path: '::cart::is 200', name: 'is 200', passes: 4, fails: 1 }],
        },
        relationships: { groups: { data: [] }, parent: { data: { type: 'groups', id: 'root' } } },
      },
    })
    expect((await shown.ask('GET', '/v1/groups/none')).status).toBe(404)
  })

  it('read, replace and run setup, and run teardown', async () => {
    await using shown = await serving()
    const document = (attributes: object): object => ({ data: { type: 'setupData', id: 'default', attributes } })
    const read = async (response: Response): Promise<unknown> => response.json()
    expect(await read(await shown.ask('GET', '/v1/setup'))).toEqual(document({ data: { token: 'abc' } }))
    expect(await read(await shown.ask('PUT', '/v1/setup', '[1]'))).toEqual(document({ data: [1] }))
    expect(await read(await shown.ask('PUT', '/v1/setup'))).toEqual(document({}))
    await shown.ask('POST', '/v1/setup')
    expect((await shown.ask('POST', '/v1/teardown')).status).toBe(200)
    expect(shown.setup.calls).toEqual(['setup', 'teardown'])
  })

  it('show how the process does', async () => {
    await using shown = await serving()
    expect(await (await shown.ask('GET', '/metrics')).text()).toMatch(/^process_cpu_seconds_total [\d.]+$/m)
  })
})

describe('PATCH /v1/status', () => {
  const patch = (attributes: object): string => JSON.stringify({ data: { attributes } })
  it.each<[object, object[]]>([
    [{ stopped: true, vus: 5 }, [{ type: 'stop', graceful: true }]],
    [{ paused: true }, [{ type: 'pause' }]],
    [{ paused: false }, []],
    [{ paused: null, vus: null, 'vus-max': null, stopped: false, running: false, tainted: false }, []],
    [{ vus: 8 }, [{ type: 'set-vus', scenario: 'users', vus: 8, rampMs: 0 }]],
    [
      { vus: 30, 'vus-max': 40 },
      [
        { type: 'set-max-vus', scenario: 'users', maxVUs: 40 },
        { type: 'set-vus', scenario: 'users', vus: 30, rampMs: 0 },
      ],
    ],
    [
      { vus: 1, 'vus-max': 2 },
      [
        { type: 'set-vus', scenario: 'users', vus: 1, rampMs: 0 },
        { type: 'set-max-vus', scenario: 'users', maxVUs: 2 },
      ],
    ],
  ])('%j', async (attributes, sent) => {
    await using shown = await serving()
    const response = await shown.ask('PATCH', '/v1/status', patch(attributes))
    expect(response.status).toBe(200)
    expect(shown.run.sent).toEqual(sent)
  })

  it.each<[string, string]>([
    [patch({ vus: 11 }), 'vus must be from 0 to vus-max (10), got 11'],
    [patch({ vus: -1 }), 'vus must be from 0 to vus-max (10), got -1'],
    [patch({ vus: 'many', paused: 1 }), 'paused must be true or false, got 1; vus must be a whole number, got "many"'],
    ['{}', 'expected {"data": {"attributes": {...}}}'],
    ['', 'expected {"data": {"attributes": {...}}}'],
  ])('refuses %s', async (body, detail) => {
    await using shown = await serving()
    const response = await shown.ask('PATCH', '/v1/status', body)
    expect(response.status).toBe(400)
    expect(await detailOf(response)).toBe(detail)
    expect(shown.run.sent).toEqual([])
  })

  it('needs an externally-controlled scenario for VUs, and says what does not', async () => {
    await using shown = await serving()
    shown.run.patch({ scenarios: [] })
    const response = await shown.ask('PATCH', '/v1/status', patch({ vus: 1 }))
    expect(response.status).toBe(409)
    expect(await detailOf(response)).toContain('/v1/kneepoint/commands')
  })
})
