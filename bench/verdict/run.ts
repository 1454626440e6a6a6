/**
 * How often the verdict is right, on runs whose limit was made: `node bench/verdict/run.ts [runs] [regular expression for names]`. Writes
 * bench/verdict/results.json; needs Linux, taskset, unshare, and for the last of the generator's cases to be root.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { cases } from './cases.ts'
import { type CaseEnd, runCase } from './run-case.ts'

const [runs = '5', names = ''] = process.argv.slice(2)
const chosen = cases.filter(({ name }) => new RegExp(names).test(name))
const ends: CaseEnd[] = []
for (let run = 0; run < Number(runs); run += 1) {
  for (const it of chosen) {
    const done = await runCase(it)
    ends.push(done)
    console.log(`${done.isRight ? ' ' : 'x'} ${it.name}: ${done.limit.verdict} (${done.limit.confidence})`)
    if (!done.isRight) console.log(JSON.stringify(done.limit, undefined, 2), done.stderr)
  }
}
printTable(ends)
writeFileSync(resolve(import.meta.dirname, 'results.json'), `${JSON.stringify(reportOf(ends), undefined, 2)}\n`)
process.exitCode = ends.every(({ isRight }) => isRight) ? 0 : 1

function printTable(all: readonly CaseEnd[]): void {
  const groups = [...Map.groupBy(all, ({ case: { name } }) => name), ...Map.groupBy(all, ({ case: { side } }) => side)]
  console.log(`\n${'case'.padEnd(48)} right  said`)
  for (const [name, group] of groups) {
    const right = group.filter(({ isRight }) => isRight).length
    const said = [...Map.groupBy(group, ({ limit }) => `${limit.verdict} (${limit.confidence})`)]
    const words = said.map(([verdict, list]) => `${verdict} ${list.length}`).join(', ')
    console.log(`${name.padEnd(48)} ${right}/${group.length}`.padEnd(56), words)
  }
}

function reportOf(all: readonly CaseEnd[]): object {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  return {
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, platform: process.platform },
    node: process.version,
    commit,
    runs: all.map(({ case: { name, side }, limit, isRight, isFalseAlarm }) => {
      const { verdict, confidence, evidence, next } = limit
      return { name, side, isRight, isFalseAlarm, verdict, confidence, evidence, next }
    }),
  }
}
