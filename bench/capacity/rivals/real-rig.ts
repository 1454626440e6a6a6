import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunResult } from '../../../src/engine/result.ts'
import { mostVus, program } from '../real/programs.ts'
import type { Level, Ramp, RampSecond, Rig } from './rig.ts'

/** As scripts of k6 are run by hand: each run a process of its own, with `kneepoint run`. */
export class RealRig implements Rig, Disposable {
  readonly #url: string
  readonly #folder = mkdtempSync(join(tmpdir(), 'kneepoint-rival-'))
  readonly #begun = performance.now()

  constructor(url: string) {
    this.#url = url
  }

  readonly elapsed = (): number => (performance.now() - this.#begun) / 1000

  readonly ramp = async ({ top, seconds, abortOn }: Ramp): Promise<readonly RampSecond[]> => {
    const load = { executor: 'ramping-arrival-rate', startRate: 0, stages: [{ target: top, duration: `${seconds}s` }] }
    const { windows } = await this.#run(load, abortOn, true)
    return windows.map(({ load: byName, good, from, to }) => ({
      load: byName['load'] ?? 0,
      good: (1000 * good) / (to - from),
    }))
  }

  readonly hold = async (rate: number, seconds: number, level: Level): Promise<boolean> => {
    const load = { executor: 'constant-arrival-rate', rate: Math.round(rate), duration: `${seconds}s` }
    const { exitCode } = await this.#run(load, level, false)
    return exitCode === 0
  }

  async #run(load: object, level: Level | undefined, abortOnFail: boolean): Promise<RunResult> {
    const [script, result] = ['script.js', 'result.json'].map((name) => join(this.#folder, name)) as [string, string]
    const vus = { preAllocatedVUs: mostVus, maxVUs: mostVus, gracefulStop: '0s' }
    const options = { scenarios: { load: { ...load, ...vus } }, thresholds: thresholdsOf(level, abortOnFail) }
    writeFileSync(
      script,
      `import http from 'k6/http'\nexport const options = ${JSON.stringify(options)}\nexport default () => { http.get('${this.#url}/') }\n`,
    )
    const args = [program, 'run', '--headless', '-q', '--threads', '1', '--no-record', '--result', result, script]
    const child = spawn(process.execPath, args, { stdio: 'ignore' })
    await once(child, 'close')
    return JSON.parse(readFileSync(result, 'utf8')) as RunResult
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true })
  }
}

function thresholdsOf(level: Level | undefined, abortOnFail: boolean): object {
  if (level === undefined) return {}
  return {
    http_req_duration: [{ threshold: `p(95)<${level.p95}`, abortOnFail }],
    http_req_failed: [{ threshold: `rate<${level.failedShare}`, abortOnFail }],
  }
}
