import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { compileFunction } from 'node:vm'
import { buildSync } from 'esbuild'
import { blockingModules, type BlockingVu } from './blocking-k6.ts'

/** `node blocking-main.ts JSON`: runs a script, untransformed, with calls that really block. Needs no engine of ours. */
export interface BlockingPlan {
  readonly script: string
  /** `__ENV.TARGET`, `#` standing for the VU and its function. */
  readonly target: string
  readonly env: Readonly<Record<string, string>>
  readonly vus: readonly VuPlan[]
}

export interface VuPlan {
  readonly id: number
  readonly exec: string
  readonly env: Readonly<Record<string, string>>
  readonly iterations: number
  readonly room: string
}

type Exports = Readonly<Record<string, (data?: unknown) => unknown>>

const plan = JSON.parse(process.argv[2] ?? '{}') as BlockingPlan
const built = buildSync({
  entryPoints: [plan.script],
  bundle: true,
  write: false,
  format: 'cjs',
  external: ['k6', 'k6/*'],
})
const code = built.outputFiles[0]?.text ?? ''

interface Instance {
  readonly exports: Exports
  readonly run: (exec: string, data: unknown, iterations: number) => Promise<unknown>
}

/** Evaluates the script for one VU. */
function instantiate({ id, exec, env, room }: Omit<VuPlan, 'iterations'>): Instance {
  const vu: BlockingVu = { id, scenario: exec, iteration: 0 }
  const { load, newIteration } = blockingModules(vu)
  const own = {
    require: load,
    module: { exports: {} as Exports },
    open: (path: string) => readFileSync(resolve(dirname(plan.script), path), 'utf8'),
    __ENV: { ...plan.env, ...env, TARGET: plan.target.replace('#', room) },
    __VU: id,
    __iteration: vu,
    console: { log: () => undefined },
    fetch: undefined,
    process: undefined,
    Buffer: undefined,
  }
  // __ITER is a variable of the script's scope that changes with every iteration.
  const text = `let __ITER = 0; __iteration.next = (n) => { __ITER = n }; ${code}`
  compileFunction(text, Object.keys(own))(...Object.values(own))
  const { exports } = own.module
  const run = async (name: string, data: unknown, iterations: number): Promise<unknown> => {
    let result: unknown
    for (let iteration = 0; iteration < iterations; iteration += 1) {
      vu.iteration = iteration
      ;(vu as BlockingVu & { next?: (n: number) => void }).next?.(iteration)
      newIteration()
      try {
        result = await exports[name]?.(data)
      } catch {
        // An exception ends an iteration, not the run.
      }
    }
    return result
  }
  return { exports, run }
}

const first = instantiate({ id: 0, exec: 'setup', env: {}, room: 'vu0' })
const data = JSON.stringify(await first.run('setup', undefined, 1)) as string | undefined
for (const vu of plan.vus) {
  await instantiate(vu).run(vu.exec, data === undefined ? undefined : JSON.parse(data), vu.iterations)
}
await first.run('teardown', data === undefined ? undefined : JSON.parse(data), 1)
