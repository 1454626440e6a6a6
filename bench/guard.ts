/**
 * Has a request become dearer? CPU per request, of a URL and of a script that gets and checks, by that of undici's bare dispatch,
 * against the ratios kept in `guard/kept-ratios.json`. They are there all the time and run in turns of a quarter of a second, so
 * that what else the machine does falls on all of them; of the rounds the median ratio counts. What is not clearly fine is measured
 * again with new processes, and then the median of all attempts counts. 25 seconds; 75 where it fails.
 *
 *     npm run bench:guard            ends with 1 where a fifth is lost
 *     npm run bench:guard -- --keep  measures what is to be kept for this kind of CPU
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareInTurns, type Compared } from './guard/compare-turns.ts'
import { medianOf } from './support/median-of.ts'
import { isBusy, judge, medianRatios, type Verdict } from './guard/judge.ts'
import { type Kept, keptFor, type KeptRatios } from './guard/kept-for.ts'
import { explore, runScript, undici } from './rivals/generators.ts'
import { getAndCheck } from './rivals/scripts.ts'
import { startRivalTarget } from './rivals/start-target.ts'
import type { RivalTarget } from './rivals/target.ts'

const ROUNDS = 16
const ATTEMPTS = 3
const file = join(import.meta.dirname, 'guard/kept-ratios.json')
const cpu = cpus()[0]?.model ?? 'unknown'

const say = (text: string): void => console.log(`bench:guard: ${text}`)

/** Where the kernel tells the CPU of a thread by the nanosecond. */
const canTell = existsSync('/proc/self/schedstat')

if (cpus().length < 2 || !canTell) say('not judged: it needs two cores and /proc/PID/schedstat')
else {
  await using target = await startRivalTarget(1)
  if (process.argv.includes('--keep')) await keep(target)
  else await guard(target)
}

async function guard(target: RivalTarget): Promise<void> {
  const { kept, ofWhom } = keptFor(readKept(), target.name, cpu)
  say(`compares with the ratios of ${ofWhom}`)
  const attempts: Compared[] = []
  let verdict: Verdict = { kind: 'unclear', said: [] }
  while (verdict.kind === 'unclear') {
    attempts.push(await measure(target, kept))
    verdict = judge(kept, attempts, attempts.length === ATTEMPTS)
    if (verdict.kind === 'unclear') say('measured again')
  }
  for (const line of verdict.said) say(line)
  process.exitCode = verdict.kind === 'lost' ? 1 : 0
}

async function keep(target: RivalTarget): Promise<void> {
  const attempts: Compared[] = []
  while (attempts.length < ATTEMPTS) attempts.push(await measure(target, { ratios: {} }))
  if (attempts.some((attempt) => isBusy(attempt, undefined)))
    return say('nothing kept: others have the CPUs of this machine')
  const kept = readKept()
  const base = Number(medianOf(attempts.map((attempt) => attempt.base)).toFixed(1))
  const ofTarget = { ...kept[target.name], [cpu]: { base, ratios: medianRatios(attempts) } }
  writeFileSync(file, `${JSON.stringify({ ...kept, [target.name]: ofTarget }, null, 2)}\n`)
}

async function measure(target: RivalTarget, kept: Kept): Promise<Compared> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-guard-'))
  try {
    const url = `${target.url}/`
    const script = join(folder, 'check.js')
    writeFileSync(script, getAndCheck(url))
    const commands = {
      'kneepoint URL': explore({ url }, ['--duration=10m']),
      'kneepoint GET and check': runScript(script),
    }
    const compared = await compareInTurns(undici({ url }), commands, target, ROUNDS)
    say(wordsOf(compared, kept))
    return compared
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function wordsOf(compared: Compared, kept: Kept): string {
  const { base, had, ratios } = compared
  const each = Object.entries(ratios).map(
    ([name, ratio]) => `${name} ${ratio.toFixed(2)} times that (kept ${kept.ratios[name]?.toFixed(2) ?? '-'})`,
  )
  const busy = isBusy(compared, kept.base)
    ? `; does not count, machine busy: ${(had * 100).toFixed(0)} % of a core to be had`
    : ''
  return `undici ${base.toFixed(1)} µs of CPU per request, ${each.join(', ')}${busy}`
}

function readKept(): KeptRatios {
  return JSON.parse(readFileSync(file, 'utf8')) as KeptRatios
}
