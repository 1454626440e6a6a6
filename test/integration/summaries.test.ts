import { describe, expect, it } from 'vitest'
import { runProcess } from '../support/run-process.ts'

const lifecycle = `
import { check } from 'k6'
import exec from 'k6/execution'
export function setup() { console.log('setting up'); return { token: 'x' } }
export default function () { check(1, { 'is one': (one) => one === 1, 'is two': (one) => one === 2 }) }
export function teardown(data) { console.log('tearing down ' + JSON.stringify(data)) }
`
/** Replaces one function of the script. */
const withFunction = (name: string, body: string): string =>
  `${lifecycle.replace(new RegExp(`export function ${name}\\(.*\\n`), '')}\nexport function ${name}(data) { ${body} }`
const handleSummary = (body: string): string => `${lifecycle}\nexport function handleSummary(data) { ${body} }`
const summaryShown = 'TOTAL RESULTS'

describe('setup', () => {
  it('that throws ends the run with 107, without iterations and teardown, and handleSummary is called', async () => {
    const source = `${withFunction('setup', "throw new Error('no token')")}
export function handleSummary({ metrics }) { return { 'metrics.json': JSON.stringify(metrics) } }`
    const { code, stderr, files } = await runProcess(source)
    expect(code).toBe(107)
    expect(stderr).toMatch(/Error: no token\n\s+at setup \(.*script\.js:7:/)
    expect(stderr).not.toContain('tearing down')
    expect(JSON.parse(files['metrics.json'] ?? '')).not.toHaveProperty('iterations')
  })

  it('keeps what it measured before it threw', async () => {
    const source = withFunction('setup', "check(1, { before: () => true }); throw new Error('later')")
    const { code, stdout } = await runProcess(source)
    expect(code).toBe(107)
    expect(stdout).toContain('✓ before')
  })

  it.each([
    ['that waits', "import('k6').then; await new Promise(() => setTimeout(() => 0, 60000))"],
    ['that never lets go', 'for (;;);'],
  ])('%s too long ends the run with 100', async (_, body) => {
    const source = withFunction('setup', body).replace('export function setup', 'export async function setup')
    const { code, stdout, stderr } = await runProcess(source, { env: { K6_SETUP_TIMEOUT: '1s' } })
    expect(code).toBe(100)
    expect(stderr).toContain('setup() execution timed out after 1 seconds')
    expect(stderr).toContain('setupTimeout')
    expect(stdout).toContain(summaryShown)
  })

  it('that aborts the test ends it with 108, without iterations and teardown', async () => {
    const { code, stderr, stdout } = await runProcess(withFunction('setup', "exec.test.abort('no stock')"))
    expect(code).toBe(108)
    expect(stderr).toContain('no stock')
    expect(stderr).not.toContain('tearing down')
    expect(stdout).not.toContain('iterations')
  })

  it('that is interrupted by a signal ends the run with 105', async () => {
    const source = withFunction('setup', "console.log('waiting'); sleep(60)").replace('{ check }', '{ check, sleep }')
    const { code, stderr, stdout } = await runProcess(source, {
      during: async ({ child, said }) => {
        await said(/msg="waiting"/)
        child.kill('SIGINT')
      },
    })
    expect(code).toBe(105)
    expect(stderr).toContain('stopped before the run began')
    expect(stdout).toContain(summaryShown)
  })
})

describe('teardown', () => {
  it('that throws ends the run with 107, and all that was measured stays', async () => {
    const source = withFunction('teardown', "throw new Error('cannot clean up')")
    const { code, stderr, stdout } = await runProcess(source, { args: ['--summary-export', 'export.json'] })
    expect(code).toBe(107)
    expect(stderr).toContain('cannot clean up')
    expect(stdout).toMatch(/iterations\.+: 1/)
  })

  it('that takes too long ends the run with 101', async () => {
    const source = withFunction('teardown', 'sleep(60)').replace('{ check }', '{ check, sleep }')
    const { code, stderr, stdout } = await runProcess(source, { env: { K6_TEARDOWN_TIMEOUT: '500ms' } })
    expect(code).toBe(101)
    expect(stderr).toContain('teardown() execution timed out after 0.5 seconds')
    expect(stdout).toMatch(/iterations\.+: 1/)
  })

  it('measures into the totals', async () => {
    const { stdout } = await runProcess(withFunction('teardown', "check(1, { 'cleaned up': () => true })"))
    expect(stdout).toContain('✓ cleaned up')
  })

  it('is given up after a second signal', async () => {
    const source = withFunction('teardown', "console.log('cleaning'); sleep(60)").replace(
      '{ check }',
      '{ check, sleep }',
    )
    const { code, stdout } = await runProcess(source, {
      during: async ({ child, said }) => {
        await said(/msg="cleaning"/)
        // Two different ones: of two equal signals the system may make one.
        child.kill('SIGINT')
        child.kill('SIGTERM')
      },
    })
    expect(code).toBe(105)
    expect(stdout).toContain(summaryShown)
  })
})

describe('handleSummary', () => {
  it('gets what the run measured, and what setup returned', async () => {
    const source = handleSummary("return { stdout: 'mine', stderr: 'also mine', 'data.json': JSON.stringify(data) }")
    const { code, stdout, stderr, files } = await runProcess(source)
    expect(code).toBe(0)
    expect(stdout).toBe('mine')
    expect(stderr).toContain('also mine')
    expect(JSON.parse(files['data.json'] ?? '')).toMatchObject({
      setup_data: { token: 'x' },
      root_group: {
        checks: [
          { name: 'is one', passes: 1, fails: 0 },
          { name: 'is two', passes: 0, fails: 1 },
        ],
      },
      options: { summaryTimeUnit: '', noColor: true },
      state: { isStdOutTTY: false, isStdErrTTY: false },
      metrics: { iterations: { type: 'counter', contains: 'default', values: { count: 1 } } },
    })
  })

  it.each([
    ['throws', "throw new Error('no summary today')", /Error: no summary today\n\s+at handleSummary\S* \(.*script\.js/],
    ['returns a text', "return 'text'", /must return an object of contents by file name, got a string/],
    ['returns a number for a file', "return { 'a.txt': 5 }", /"a\.txt" must be a text or an ArrayBuffer, got a number/],
    ['waits too long', 'await new Promise(() => setTimeout(() => 0, 60000))', /handleSummary\(\) execution timed out/],
    ['never lets go', 'for (;;);', /handleSummary\(\) execution timed out after 1 seconds/],
  ])('that %s leaves the usual summary and the exit code', async (_, body, said) => {
    const source = handleSummary(body).replace('export function handleSummary', 'export async function handleSummary')
    const { code, stdout, stderr, files } = await runProcess(source, { env: { K6_HANDLE_SUMMARY_TIMEOUT: '1s' } })
    expect(code).toBe(0)
    expect(stdout).toContain(summaryShown)
    expect(stderr).toMatch(said)
    expect(Object.keys(files)).toEqual(['script.js'])
  })

  it('writes what can be written, and says what cannot', async () => {
    const source = handleSummary("return { 'nowhere/a.txt': 'a', 'b.txt': 'b' }")
    const { code, stdout, stderr, files } = await runProcess(source)
    expect(code).toBe(0)
    expect(stderr).toContain('could not write the summary to nowhere/a.txt')
    expect(files['b.txt']).toBe('b')
    expect(stdout).toBe('')
  })

  it('measures nothing', async () => {
    const source = handleSummary("check(1, { 'too late': () => true }); return undefined")
    expect((await runProcess(source)).stdout).not.toContain('too late')
  })

  it('is interrupted by a signal, and the usual summary is shown', async () => {
    const source = handleSummary("console.log('thinking'); sleep(60)").replace('{ check }', '{ check, sleep }')
    const { code, stdout, stderr } = await runProcess(source, {
      during: async ({ child, said }) => {
        await said(/msg="thinking"/)
        child.kill('SIGINT')
      },
    })
    expect(code).toBe(0)
    expect(stderr).toContain('handleSummary() was interrupted')
    expect(stdout).toContain(summaryShown)
  })
})

describe('files', () => {
  const judged = `${lifecycle}\nexport const options = { thresholds: { checks: ['rate>0.9'], iterations: ['count>0'] } }`

  it('of --junit have every check and threshold, whatever the mode of the summary', async () => {
    const args = ['--junit', 'report.xml', '--summary-mode', 'disabled', '--summary-export', 'export.json']
    const { code, stdout, files } = await runProcess(
      `${judged}\nexport function handleSummary() { return { stdout: 'no' } }`,
      {
        args,
      },
    )
    expect(code).toBe(99)
    expect(stdout).toBe('')
    expect(files['export.json']).toBe('')
    expect(files['report.xml']).toContain('tests="4" failures="2"')
    expect(files['report.xml']).toContain('<failure message="rate was 50.00%"/>')
  })

  it('of --summary-export are in the shape from before handleSummary, or in the newer one', async () => {
    const args = ['--summary-export', 'export.json']
    const old = await runProcess(judged, { args })
    expect(JSON.parse(old.files['export.json'] ?? '')).toMatchObject({
      metrics: {
        checks: { value: 0.5, passes: 1, fails: 1, thresholds: { 'rate>0.9': true } },
        iterations: { count: 1 },
      },
      root_group: { checks: { 'is two': { fails: 1 } } },
      setup_data: { token: 'x' },
    })
    const source = `${judged}\nexport function handleSummary(data) { return { 'data.json': JSON.stringify(data) } }`
    const { files } = await runProcess(source, { args: [...args, '--new-machine-readable-summary'] })
    const newer: unknown = JSON.parse(files['export.json'] ?? '')
    expect(newer).toMatchObject({ version: '1.0.0', config: { execution: 'local', script: source } })
    expect(newer).toMatchObject({ results: { checks: { results: [{ name: 'is one', passes: 1, fails: 0 }, {}] } } })
    expect(JSON.parse(files['data.json'] ?? '')).toEqual(newer)
  })

  it.each(['--junit', '--summary-export'])('that cannot be written are refused before the run: %s', async (flag) => {
    const { code, stderr } = await runProcess(lifecycle, { args: [flag, 'nowhere/file'] })
    expect(code).toBe(104)
    expect(stderr).toContain(`${flag}: cannot write nowhere/file`)
    expect(stderr).not.toContain('setting up')
  })
})

it('prefers the mark of the script to crossed thresholds, and says both', async () => {
  const source = `${withFunction('teardown', "exec.test.fail('not good')")}
export const options = { thresholds: { checks: ['rate>0.9'] } }`
  const { code, stderr } = await runProcess(source)
  expect(code).toBe(110)
  expect(stderr).toContain('test marked as failed: not good')
  expect(stderr).toContain("thresholds on metrics 'checks' have been crossed")
})

it('prints the summary so far on SIGUSR2, as often as it is asked, and goes on', async () => {
  const source = `
import { sleep } from 'k6'
export const options = { vus: 1, duration: '4s', thresholds: { iterations: ['count>1000'] } }
export default function () { sleep(0.1) }`
  const { code, stderr, stdout } = await runProcess(source, {
    during: async ({ child, said }) => {
      await said(/^running 00:02/m)
      child.kill('SIGUSR2')
      await said(/TOTAL RESULTS/)
      child.kill('SIGUSR2')
      await said(/TOTAL RESULTS[^]*TOTAL RESULTS/)
    },
  })
  expect(code).toBe(99)
  expect(stderr).toMatch(/█ THRESHOLDS\n\n {4}iterations\n {4}[✓✗] 'count>1000'/)
  expect(stdout.match(/TOTAL RESULTS/g)).toHaveLength(1)
})
