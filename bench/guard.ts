/**
 * Has a request become dearer? CPU per request of a URL and of a script that gets and checks, by that of undici's bare dispatch in the
 * same minute, against the ratios kept in `rivals/kept-ratios.json`. Of each the cheapest of some rounds counts: what others do on
 * the machine only ever adds. Where that is too much there are more rounds before it fails, and what
 * was measured while others had the CPUs does not count at all. Half a minute, at most one.
 *
 *     npm run bench:guard            ends with 1 where a fifth is lost
 *     npm run bench:guard -- --keep  measures what is to be kept
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explore, runScript, undici } from './rivals/generators.ts'
import { measureGenerator } from './rivals/measure.ts'
import { getAndCheck } from './rivals/scripts.ts'
import { startRivalTarget } from './rivals/start-target.ts'

const SHIFT = { warmUp: 1.2, measured: 1.5 }
const ROUNDS = 3
const MOST_ROUNDS = 6
const LOSS = 0.2
/** Of a core: the generator, or the target, has to have had so much, or others had it. */
const FULL = 0.8
const file = join(import.meta.dirname, 'rivals/kept-ratios.json')

/** CPU per request by that of undici, by case. */
type Ratios = Readonly<Record<string, number>>

const keeps = process.argv.includes('--keep')
const kept = keeps ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Ratios)

await using scope = new AsyncDisposableStack()
const target = scope.use(await startRivalTarget(1))
const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-guard-'))
scope.defer(() => rmSync(folder, { recursive: true }))
const url = `${target.url}/`
const script = join(folder, 'check.js')
writeFileSync(script, getAndCheck(url))
const commands: Readonly<Record<string, readonly string[]>> = {
  undici: undici({ url }),
  'kneepoint URL': explore({ url }),
  'kneepoint GET and check': runScript(script),
}

const cheapest = new Map<string, number>()
let round = 0
for (; round < ROUNDS || (round < MOST_ROUNDS && !isFine()); round += 1) await measureAll()
report()

async function measureAll(): Promise<void> {
  for (const [name, command] of Object.entries(commands)) {
    const { cpuEach, requests, targetCpu } = await measureGenerator(command, target, SHIFT)
    if (Math.max((requests * cpuEach) / 1e6, targetCpu) < FULL) continue
    cheapest.set(name, Math.min(cheapest.get(name) ?? Infinity, cpuEach))
  }
}

function ratios(): Ratios {
  const base = cheapest.get('undici') ?? Number.NaN
  const ours = [...cheapest].filter(([name]) => name !== 'undici')
  return Object.fromEntries(ours.map(([name, cpu]) => [name, cpu / base]))
}

function isComplete(): boolean {
  return cheapest.size === Object.keys(commands).length
}

function isFine(): boolean {
  return isComplete() && losses().length === 0
}

function losses(): readonly string[] {
  return Object.entries(ratios())
    .filter(([name, ratio]) => ratio > (kept[name] ?? Infinity) * (1 + LOSS))
    .map(([name]) => name)
}

function report(): void {
  if (!isComplete()) return console.log('not judged: others have the CPUs of this machine')
  console.log(
    `undici: ${cheapest.get('undici')?.toFixed(1)} µs of CPU per request (best of ${round}, target ${target.name})`,
  )
  for (const [name, ratio] of Object.entries(ratios())) {
    console.log(`${name}: ${ratio.toFixed(2)} times that; kept: ${kept[name]?.toFixed(2) ?? '-'}`)
  }
  if (keeps) writeFileSync(file, `${JSON.stringify(ratios(), null, 2)}\n`)
  for (const name of losses()) console.log(`LOST: ${name} takes over ${LOSS * 100} % more than what is kept`)
  process.exitCode = losses().length > 0 ? 1 : 0
}
