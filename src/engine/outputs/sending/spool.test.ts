import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Spool } from './spool.ts'

const parcelOf = (text: string, count = 1) => ({ body: new TextEncoder().encode(text), count })
const textOf = (body: Uint8Array | undefined): string | undefined => body && new TextDecoder().decode(body)

it('gives back what was put in, oldest first, however many files it takes', () => {
  const step = fc.oneof(fc.constant('take' as const), fc.string({ maxLength: 60 }))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 200 }), (steps, fileSize) => {
      const spool = new Spool({ most: 1e6, fileSize })
      const model: string[] = []
      const taken: (string | undefined)[] = []
      const due: (string | undefined)[] = []
      for (const one of steps) {
        if (one === 'take') {
          taken.push(textOf(spool.take()?.body))
          due.push(model.shift())
        } else {
          spool.append(parcelOf(one, one.length))
          model.push(one)
        }
        expect(taken).toEqual(due)
        expect(spool.count).toBe(model.reduce((sum, { length }) => sum + length, 0))
        expect(spool.isEmpty).toBe(model.length === 0)
      }
      spool.discard()
      expect(spool.isEmpty).toBe(true)
    }),
    { numRuns: 50 },
  )
})

it('takes no more than its room, and has room again when something was taken', () => {
  const spool = new Spool({ most: 10 })
  spool.append(parcelOf('12345678'))
  expect(() => spool.append(parcelOf('abc'))).toThrow('full')
  spool.take()
  spool.append(parcelOf('abc'))
  expect(textOf(spool.take()?.body)).toBe('abc')
})

it.skipIf(process.platform !== 'linux')('says that the disk is full, and works again when it is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-spool-test-'))
  const kept = join(folder, 'kept')
  let isFull = true
  const spool = new Spool({ most: 100, open: () => openSync(isFull ? '/dev/full' : kept, 'w+') })
  expect(() => spool.append(parcelOf('lost'))).toThrow('ENOSPC')
  expect(spool.isEmpty).toBe(true)
  isFull = false
  spool.discard()
  spool.append(parcelOf('kept', 2))
  expect(spool.take()).toEqual(parcelOf('kept', 2))
  rmSync(folder, { recursive: true })
})
