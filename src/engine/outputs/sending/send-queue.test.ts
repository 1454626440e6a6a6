import { openSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Delivery, Parcel, Transport } from './parcel.ts'
import { SendQueue, type SendQueueOptions } from './send-queue.ts'
import { Spool } from './spool.ts'

const backoff = { first: 1, most: 4 }
const parcelOf = (text: string, count = 1): Parcel => ({ body: new TextEncoder().encode(text), count })
const textOf = ({ body }: Parcel): string => new TextDecoder().decode(body)
const delivered: Delivery = { kind: 'delivered', refused: 0 }
const failed: Delivery = { kind: 'failed', reason: 'nobody there' }

function makeQueue(transport: Transport, more: Partial<SendQueueOptions> = {}) {
  const said: string[] = []
  const spool = new Spool({ most: 1e6 })
  const say = (text: string): void => void said.push(text)
  return { queue: new SendQueue({ transport, concurrency: 1, memory: 1e6, spool, backoff, say, ...more }), said }
}

const standing = ({ sent, queued, spooled, lost }: SendQueue): object => ({ sent, queued, spooled, lost })

it('sends in order, one at a time', async () => {
  const sent: string[] = []
  let underWay = 0
  const { queue, said } = makeQueue(async (parcel) => {
    underWay += 1
    await Promise.resolve()
    sent.push(textOf(parcel))
    expect(underWay).toBe(1)
    underWay -= 1
    return delivered
  })
  for (const text of ['a', 'b', 'c']) queue.offer(parcelOf(text, 5))
  await queue.close(1000)
  expect(sent).toEqual(['a', 'b', 'c'])
  expect(standing(queue)).toEqual({ sent: 15, queued: 0, spooled: 0, lost: 0 })
  expect(said).toEqual([])
})

it('has as many under way as it may, and no more', async () => {
  let underWay = 0
  let most = 0
  const { queue } = makeQueue(
    async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
      return delivered
    },
    { concurrency: 3 },
  )
  for (let index = 0; index < 10; index += 1) queue.offer(parcelOf('x'))
  await queue.close(1000)
  expect(most).toBe(3)
  expect(queue.sent).toBe(10)
})

it('keeps everything while the server is away, in memory and on disk, and loses nothing when it is back', async () => {
  let isThere = false
  const sent: string[] = []
  const { queue, said } = makeQueue(
    async (parcel) => {
      if (!isThere) return failed
      sent.push(textOf(parcel))
      return delivered
    },
    { memory: 10 },
  )
  const texts = Array.from({ length: 20 }, (_, index) => `parcel ${index}`)
  for (const text of texts) queue.offer(parcelOf(text))
  await expect.poll(() => said.length).toBe(1)
  // One is under way, one fits in memory.
  expect(standing(queue)).toEqual({ sent: 0, queued: 2, spooled: 18, lost: 0 })
  isThere = true
  await expect.poll(() => queue.sent).toBe(20)
  expect(sent).toEqual(texts)
  expect(standing(queue)).toEqual({ sent: 20, queued: 0, spooled: 0, lost: 0 })
  expect(said).toEqual([
    'cannot be reached, samples wait: nobody there',
    expect.stringMatching(/^takes samples again after \d+\.\d s; 19 that waited follow$/),
  ])
})

describe('what is lost is counted', () => {
  it('when neither memory nor disk has room', () => {
    const { queue, said } = makeQueue(() => new Promise(() => undefined), {
      memory: 4,
      spool: new Spool({ most: 4 }),
    })
    for (const text of ['sent', 'mem!', 'disk', 'lost', 'too!']) queue.offer(parcelOf(text, 2))
    expect(standing(queue)).toEqual({ sent: 0, queued: 4, spooled: 2, lost: 4 })
    expect(said).toHaveLength(1)
    queue.abandon()
  })

  it.skipIf(process.platform !== 'linux')('when the disk is full', () => {
    const spool = new Spool({ most: 1e6, open: () => openSync('/dev/full', 'w') })
    const { queue, said } = makeQueue(() => new Promise(() => undefined), { memory: 0, spool })
    queue.offer(parcelOf('a'))
    queue.offer(parcelOf('b'))
    expect(queue.lost).toBe(2)
    expect(queue.reason).toContain('ENOSPC')
    expect(said).toHaveLength(1)
    queue.abandon()
  })

  it('when the server refuses some or all of a parcel; each reason is said once', async () => {
    const answers: Delivery[] = [
      { kind: 'delivered', refused: 3, reason: 'field type conflict' },
      { kind: 'delivered', refused: 2, reason: 'field type conflict' },
      { kind: 'refused', reason: 'unauthorized' },
    ]
    const { queue, said } = makeQueue(async () => answers.shift() ?? delivered)
    for (let index = 0; index < 4; index += 1) queue.offer(parcelOf('x', 10))
    await queue.close(1000)
    expect(standing(queue)).toEqual({ sent: 25, queued: 0, spooled: 0, lost: 15 })
    expect(said).toHaveLength(2)
  })

  it('when nobody has answered before the end, after a third of the patience', async () => {
    const { queue } = makeQueue(async () => failed)
    queue.offer(parcelOf('x', 7))
    const from = performance.now()
    await queue.close(300)
    expect(performance.now() - from).toBeGreaterThanOrEqual(99)
    expect(performance.now() - from).toBeLessThan(290)
    expect(standing(queue)).toEqual({ sent: 0, queued: 0, spooled: 0, lost: 7 })
    expect(queue.reason).toBe('nobody there')
    queue.offer(parcelOf('late'))
    expect(queue.lost).toBe(8)
  })

  it('when a server that took samples takes none any more', async () => {
    const answers = [delivered]
    const { queue } = makeQueue(async () => answers.shift() ?? failed)
    queue.offer(parcelOf('a', 1))
    queue.offer(parcelOf('b', 2))
    await queue.close(50)
    expect(standing(queue)).toEqual({ sent: 1, queued: 0, spooled: 0, lost: 2 })
  })
})

it('waits as long as something arrives, however slow', async () => {
  const { queue } = makeQueue(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return delivered
  })
  for (let index = 0; index < 10; index += 1) queue.offer(parcelOf('x'))
  await queue.close(150)
  expect(standing(queue)).toEqual({ sent: 10, queued: 0, spooled: 0, lost: 0 })
})

it('accounts for every sample at every moment, whatever the server does', async () => {
  const outcome = fc.oneof(
    fc.constant(delivered),
    fc.constant(failed),
    fc.constant<Delivery>({ kind: 'refused', reason: 'no' }),
    fc.constant<Delivery>({ kind: 'delivered', refused: 1, reason: 'one bad' }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 }),
      fc.array(outcome, { maxLength: 40 }),
      fc.record({ concurrency: fc.integer({ min: 1, max: 4 }), memory: fc.nat(30), disk: fc.nat(60) }),
      async (counts, outcomes, { concurrency, memory, disk }) => {
        const spool = new Spool({ most: disk })
        const { queue } = makeQueue(async () => outcomes.shift() ?? delivered, { concurrency, memory, spool })
        let offered = 0
        const check = (): void => {
          expect(queue.sent + queue.queued + queue.spooled + queue.lost).toBe(offered)
        }
        for (const count of counts) {
          queue.offer(parcelOf('x'.repeat(count), count))
          offered += count
          check()
          if (count % 2 === 0) await Promise.resolve()
          check()
        }
        await queue.close(1000)
        check()
        expect(queue.queued + queue.spooled).toBe(0)
      },
    ),
    { numRuns: 50 },
  )
})

it('keeps nothing of the larger buffer that a body is a part of', async () => {
  const sent: Parcel[] = []
  const { queue } = makeQueue((parcel) => {
    sent.push(parcel)
    return Promise.resolve(delivered)
  })
  queue.offer({ body: new TextEncoder().encode('abcdefgh').subarray(0, 3), count: 1 })
  await queue.close(1000)
  expect(sent.map(textOf)).toEqual(['abc'])
  expect(sent[0]?.body.buffer.byteLength).toBe(3)
})
