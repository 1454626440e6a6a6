import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import { serveRest } from './serve.ts'
import { detailOf, serving } from './testing/serving.ts'

/** fetch does not send a Host of one's own. */
function statusWith(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${url}/v1/status`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('bad requests', () => {
  const type = { 'content-type': 'application/json' }
  it.each<[string, string, Record<string, string>, string]>([
    ['malformed JSON', '{"type":', type, '400 the body is not JSON'],
    [
      'a form',
      'type=pause',
      { 'content-type': 'application/x-www-form-urlencoded' },
      '415 the body must be application/json',
    ],
    ['no body', '', type, '400 a command is an object'],
    ['absurd numbers', '{"type":"set-rate","scenario":"browse","rate":1e999}', type, '400 rate must be a number'],
    ['a body over 1 MB', `"${'x'.repeat(1_048_576)}"`, type, '413 a body has at most 1048576 bytes'],
  ])('%s', async (_, body, headers, expected) => {
    await using shown = await serving()
    const response = await shown.ask('POST', '/v1/kneepoint/commands', body, headers)
    expect(`${response.status} ${await detailOf(response)}`).toContain(expected)
    expect(shown.run.sent).toEqual([])
  })

  it('a body over 1 MB that does not say how long it is', async () => {
    await using shown = await serving()
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
    const request = httpRequest(`${shown.server.url}/v1/kneepoint/commands`, { method: 'POST' }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject)
    for (let part = 0; part < 17; part += 1) request.write(Buffer.alloc(65_536, 'x'))
    expect(await promise).toBe(413)
    request.on('error', () => undefined).destroy()
  })

  it('of the wrong method', async () => {
    await using shown = await serving()
    const response = await shown.ask('DELETE', '/v1/status')
    expect(response.status).toBe(405)
    expect(await detailOf(response)).toBe('/v1/status answers to GET, PATCH, not to DELETE')
  })

  it('before there is a run', async () => {
    await using server = await serveRest({ address: { host: '127.0.0.1', port: 0 }, token: undefined })
    expect((await fetch(`${server.url}/v1/status`)).status).toBe(503)
    expect(await (await fetch(`${server.url}/ping`)).text()).toBe('ok')
  })
})

describe('who may come in', () => {
  it.each([
    ['127.0.0.1:1', 200],
    ['localhost', 200],
    ['[::1]:5', 200],
    ['rebound.example', 403],
    ['127.0.0.1.rebound.example', 403],
  ])('without a token: Host %s is answered %i', async (host, status) => {
    await using shown = await serving()
    expect(await statusWith(shown.server.url, { host })).toBe(status)
  })

  it('no page of another origin', async () => {
    await using shown = await serving()
    const response = await shown.ask('POST', '/v1/kneepoint/commands', '{"type":"pause"}', {
      origin: 'http://evil.example',
    })
    expect(response.status).toBe(403)
    expect(shown.run.sent).toEqual([])
  })

  it('nobody from elsewhere without a token being set', async () => {
    const address = { host: '0.0.0.0', port: 0 }
    await expect(serveRest({ address, token: undefined })).rejects.toMatchObject({
      code: 'REST_NEEDS_TOKEN',
      exitCode: 104,
      hint: expect.stringContaining('--address-token') as string,
    })
  })

  it('with a token: who has it, by whatever name', async () => {
    await using shown = await serving({ token: 'secret', host: '0.0.0.0' })
    const url = shown.server.url.replace('0.0.0.0', '127.0.0.1')
    expect(await statusWith(url, { host: 'load.example', authorization: 'Bearer secret' })).toBe(200)
    expect(await statusWith(url, { authorization: 'Bearer secre' })).toBe(401)
    expect(await statusWith(url, { authorization: 'Basic secret' })).toBe(401)
    const missing = await shown.ask('GET', '/v1/status')
    expect(missing.headers.get('www-authenticate')).toBe('Bearer')
    expect(await detailOf(missing)).toContain('Authorization: Bearer TOKEN')
    expect((await shown.ask('GET', '/ping')).status).toBe(200)
  })
})

it('says with exit code 106 that the address cannot be had', async () => {
  await using first = await serving()
  const port = Number(new URL(first.server.url).port)
  await expect(serveRest({ address: { host: '127.0.0.1', port }, token: undefined })).rejects.toMatchObject({
    code: 'CANNOT_SERVE_REST',
    exitCode: 106,
    message: expect.stringContaining('EADDRINUSE') as string,
  })
})
