import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { AppendFile, type Disk } from './append-file.ts'

/** A device that takes nothing: every write ends with ENOSPC. */
const FULL = '/dev/full'

it('has every line on the disk before append returns', () => {
  const path = join(fs.mkdtempSync(join(tmpdir(), 'kneepoint-append-')), 'lines')
  const file = new AppendFile(path)
  file.append('one')
  file.append('two')
  expect(fs.readFileSync(path, 'utf8')).toBe('one\ntwo\n')
  file.close()
  expect(file).toMatchObject({ problem: undefined, lost: 0 })
})

it.runIf(fs.existsSync(FULL))(
  'keeps what a full disk does not take, says so, and counts what is lost in the end',
  () => {
    const path = join(fs.mkdtempSync(join(tmpdir(), 'kneepoint-append-')), 'lines')
    const file = new AppendFile(path, { open: () => fs.openSync(FULL, 'w') })
    file.append('one')
    expect(file.problem).toMatch(/ENOSPC/)
    expect(file.lost).toBe(0)
    file.append('two')
    file.close()
    expect(file.lost).toBe(2)
  },
)

it('goes on behind the last whole line when there is room again, though the full disk took a part of one', () => {
  const path = join(fs.mkdtempSync(join(tmpdir(), 'kneepoint-append-')), 'lines')
  let room = 6
  const write: Disk['write'] = (fd, bytes, offset, length) => {
    if (room === 0) throw new Error('ENOSPC: no space left on device')
    const written = fs.writeSync(fd, bytes, offset, Math.min(room, length))
    room -= written
    return written
  }
  const file = new AppendFile(path, { write })
  file.append('one')
  file.append('two')
  expect(file.problem).toMatch(/ENOSPC/)
  expect(fs.readFileSync(path, 'utf8')).toBe('one\n')
  room = 100
  file.append('three')
  file.close()
  expect(file).toMatchObject({ problem: undefined, lost: 0 })
  expect(fs.readFileSync(path, 'utf8')).toBe('one\ntwo\nthree\n')
})
