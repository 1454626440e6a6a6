import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/paths.ts'
import { runProcess } from '../support/run-process.ts'
import { forkTarget } from '../support/target.ts'

/** The script that a page of the documentation shows. */
const scriptOf = (page: string): string =>
  /```js\n([^]*?)```/.exec(readFileSync(resolve(root, 'docs', page), 'utf8'))?.[1] ?? ''

it('docs/thresholds.md: a run that keeps them all', async () => {
  await using target = await forkTarget('bounded', { servers: 50, serviceTime: '20ms', queue: 100 })
  const { code, stdout, stderr } = await runProcess(scriptOf('thresholds.md'), { args: ['-e', `TARGET=${target.url}`] })
  expect(stderr).not.toContain('crossed')
  expect(code).toBe(0)
  expect(stdout).toMatch(/✓ 'rate>30' over 2s rate=\d/)
  expect(stdout).toMatch(/ {6}\{name:home\}\n {6}✓ 'avg<400' avg=/)
})

it('docs/thresholds.md: a run that the target cannot keep up with', async () => {
  await using target = await forkTarget('bounded', { servers: 1, serviceTime: '100ms', queue: 0 })
  const { code, stdout, stderr } = await runProcess(scriptOf('thresholds.md'), { args: ['-e', `TARGET=${target.url}`] })
  expect(code).toBe(99)
  expect(stderr).toContain("thresholds on metrics 'checks, http_req_failed' have been crossed")
  expect(stdout).toMatch(/✗ 'rate<0.01' rate=\d/)
})

it('docs/metrics.md', async () => {
  await using target = await forkTarget('null')
  const args = ['-e', `TARGET=${target.url}`, '--summary-trend-stats', 'avg,p(95),p(99.99),count']
  const { code, stdout } = await runProcess(scriptOf('metrics.md'), { args })
  expect(code).toBe(0)
  expect(stdout).toMatch(/render_time\.+: avg=\S+ +p\(95\)=\S+ +p\(99\.99\)=\S+ +count=20\n/)
  expect(stdout).toMatch(/\{ group:::checkout \}\.+: avg=/)
})

it('docs/summary.md', async () => {
  await using target = await forkTarget('null')
  const { code, stdout, files } = await runProcess(scriptOf('summary.md'), { args: ['-e', `TARGET=${target.url}`] })
  expect(code).toBe(0)
  expect(stdout).toBe('20 requests to the shop in the north\n')
  const { metrics, root_group: root } = JSON.parse(files['summary.json'] ?? '') as {
    metrics: Record<string, { values: object }>
    root_group: { groups: unknown[] }
  }
  expect(Object.keys(metrics['http_req_duration']?.values ?? {})).toEqual(['avg', 'p(95)', 'p(99.9)', 'max', 'count'])
  expect(root.groups).toMatchObject([{ name: 'visit', checks: [{ name: 'is there', passes: 20, fails: 0 }] }])
})

it('docs/verdict.md: too few VUs for a target that never saturates', { retry: 2 }, async () => {
  await using target = await forkTarget('infinite', { serviceTime: '100ms' })
  const { stderr } = await runProcess(scriptOf('verdict.md'), { args: ['-e', `TARGET=${target.url}`] })
  expect(stderr).toContain('limit: the generator, not the target (high)')
  expect(stderr).toMatch(/arrivals were dropped: all of 10 VUs were busy/)
  expect(stderr).toMatch(/next: raise maxVUs above 10: 300\/s x \d+ ms each takes \d+/)
})
