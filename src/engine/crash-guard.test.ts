import { expect, it } from 'vitest'
import { CrashGuard } from './crash-guard.ts'

it('waits for work', async () => {
  const guard = new CrashGuard()
  await expect(guard.wait(Promise.resolve(5))).resolves.toBe(5)
  expect(guard.hasCrashed).toBe(false)
})

it('stops waiting when something crashed, and remembers the first that did', async () => {
  const guard = new CrashGuard()
  const waiting = guard.wait(new Promise(() => undefined))
  guard.crash(new Error('first'))
  guard.crash(new Error('second'))
  await expect(waiting).rejects.toThrow('first')
  await expect(guard.wait(Promise.resolve(5))).rejects.toThrow('first')
})
