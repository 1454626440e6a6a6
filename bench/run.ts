/**
 * Runs one of the benches of this folder: its cases in turns, as often as it says; prints median and range of every figure and
 * writes all of it, with what it was measured on, as JSON.
 *
 *     npm run bench                      runs `rivals`: what a request costs here and in other tools
 *     npm run bench -- list              lists them
 *     npm run bench -- NAME [options]
 *       --repetitions N   how often each case is measured
 *       --short           shorter measurements
 *       --only TEXT       only cases whose name contains it
 *       --json FILE       where the JSON goes (bench-results/NAME.json)
 *       --more            adds to the repetitions that are in that file
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench, BenchCase, BenchSet, Figures } from './support/bench.ts'
import { describeMachine } from './support/machine.ts'
import { renderTable, rowOf } from './support/rows.ts'

const { values, positionals } = given()

const [name = 'rivals', ...args] = positionals
if (name === 'list') await list()
else await run(name)

function given() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        repetitions: { type: 'string' },
        short: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        json: { type: 'string' },
        more: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    console.error(
      `bench: ${(error as Error).message}\nThere are --repetitions N, --short, --only TEXT, --json FILE and --more.`,
    )
    process.exit(104)
  }
}

/** Files that export `bench`; the others are programs of their own. */
function benchNames(): readonly string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && /^export const bench\b/m.test(readFileSync(pathOf(file), 'utf8')))
    .map((file) => basename(file, '.ts'))
}

function pathOf(file: string): string {
  return join(import.meta.dirname, file)
}

async function load(name: string): Promise<Bench> {
  const module = (await import(pathOf(`${name}.ts`))) as { readonly bench: Bench }
  return module.bench
}

async function list(): Promise<void> {
  for (const name of benchNames()) console.log(`${name.padEnd(16)} ${(await load(name)).about}`)
}

async function run(name: string): Promise<void> {
  const names = benchNames()
  if (!names.includes(name)) {
    console.error(`bench: there is no bench "${name}"; there is ${names.join(', ')}`)
    process.exitCode = 104
    return
  }
  const bench = await load(name)
  const machine = describeMachine()
  await using scope = new AsyncDisposableStack()
  const all = await bench.open({ isShort: values.short, args }, scope)
  const sets = all.map(setOf).map(({ names, measure }) => ({ names: names.filter(isWanted), measure }))
  const cases = sets.flatMap(({ names }) => names)
  const repetitions = Number(values.repetitions ?? bench.repetitions)
  const file = values.json ?? join('bench-results', `${name}.json`)
  const measured = await measure(sets, repetitions, values.more ? samplesIn(file) : {})
  const rows = cases.map((one) => rowOf(one, bench.columns, measured.get(one) ?? []))
  console.log(`\n${bench.about}\n\n${renderTable(bench.columns, rows)}\n`)
  for (const note of bench.notes?.(rows) ?? []) console.log(note)
  const { cpu, cores, node, commit, loadBefore } = machine
  console.log(
    `\nmedian (range) of ${most(measured)}; ${cpu}, ${cores} cores, node ${node}, commit ${commit}, load before ${loadBefore.toFixed(2)}`,
  )
  mkdirSync(dirname(file), { recursive: true })
  const samples = Object.fromEntries(cases.map((one) => [one, measured.get(one)]))
  writeFileSync(
    file,
    `${JSON.stringify({ bench: name, at: new Date().toISOString(), machine, repetitions: most(measured), rows, samples }, null, 2)}\n`,
  )
  console.log(`written to ${file}`)
}

function isWanted(name: string): boolean {
  return name.includes(values.only)
}

function setOf(one: BenchCase | BenchSet): BenchSet {
  return 'names' in one ? one : { names: [one.name], measure: async () => new Map([[one.name, await one.measure()]]) }
}

type Samples = Readonly<Record<string, readonly Figures[]>>

function samplesIn(file: string): Samples {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly samples: Samples }).samples : {}
}

function most(measured: ReadonlyMap<string, readonly Figures[]>): number {
  return Math.max(0, ...[...measured.values()].map(({ length }) => length))
}

/** In turns, so that what the machine does meanwhile falls on all of them. */
async function measure(
  sets: readonly BenchSet[],
  repetitions: number,
  before: Samples,
): Promise<ReadonlyMap<string, readonly Figures[]>> {
  const measured = new Map(sets.flatMap(({ names }) => names).map((one) => [one, [...(before[one] ?? [])]]))
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    for (const { names, measure: measureSet } of sets.filter((set) => set.names.length > 0)) {
      for (const [one, figures] of await measureSet(names)) {
        measured.get(one)?.push(figures)
        console.error(`${repetition}/${repetitions} ${one}: ${showFigures(figures)}`)
      }
    }
  }
  return measured
}

function showFigures(figures: Figures): string {
  return Object.entries(figures)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${Number(value?.toPrecision(4))}`)
    .join(', ')
}
