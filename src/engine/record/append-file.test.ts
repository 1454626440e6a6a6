import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { AppendFile } from './append-file.ts'

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
    const file = new AppendFile(path, (to) => fs.openSync(to === path ? FULL : to, 'w'))
    file.append('one')
    expect(file.problem).toMatch(/ENOSPC/)
    expect(file.lost).toBe(0)
    file.append('two')
    file.close()
    expect(file.lost).toBe(2)
  },
)
