import { resolve } from 'node:path'
import { root } from './paths.ts'

type Values = Readonly<Record<string, number>>

/** A group of checks as both programs sum it up. */
export interface GroupSeen {
  readonly name: string
  readonly path: string
  readonly groups: readonly GroupSeen[]
  readonly checks: readonly { readonly name: string; readonly passes: number; readonly fails: number }[]
}

/** What a run measured. `metrics` has submetrics too. */
export interface SummarySeen {
  readonly metrics: Readonly<Record<string, Values>>
  readonly root: GroupSeen
}

export const nothingMeasured: SummarySeen = { metrics: {}, root: { name: '', path: '', groups: [], checks: [] } }

/** A program that runs k6 scripts, how it is told where to put its summary, and how that is read. */
export interface Program {
  readonly name: string
  readonly file: string
  /** What stands before the script's own flags. */
  readonly args: (threads: number, summaryFile: string) => readonly string[]
  readonly read: (json: string) => SummarySeen
}

const ours = (threads: number): readonly string[] => [
  resolve(root, 'src/cli/main.ts'),
  'run',
  '--headless',
  '--threads',
  String(threads),
]

/** This tree, from source. */
export const kneepoint: Program = {
  name: 'kneepoint',
  file: process.execPath,
  args: (threads, summaryFile) => [...ours(threads), '--result', summaryFile],
  read: (json) => {
    const result = JSON.parse(json) as { metrics: Record<string, { values: Values }>; root_group: GroupSeen }
    const metrics = Object.entries(result.metrics).map(([name, { values }]) => [name, values] as const)
    return { metrics: Object.fromEntries(metrics), root: result.root_group }
  },
}

/** The same, asked for the summary that k6 writes, so that both can be laid side by side. */
export const kneepointAsK6: Program = {
  ...kneepoint,
  args: (threads, summaryFile) => [...ours(threads), '--summary-export', summaryFile],
  read: readExport,
}

/** A real k6. */
export const k6At = (file: string): Program => ({
  name: 'k6',
  file,
  args: (_, summaryFile) => ['run', '--quiet', '--no-usage-report', '--summary-export', summaryFile],
  read: readExport,
})

interface ExportedGroup {
  readonly name: string
  readonly path: string
  readonly groups: Readonly<Record<string, ExportedGroup>>
  readonly checks: Readonly<Record<string, GroupSeen['checks'][number]>>
}

/** `--summary-export` has maps where handleSummary has lists, and calls a rate its `value`. */
function readExport(json: string): SummarySeen {
  const { metrics, root_group } = JSON.parse(json) as { metrics: Record<string, Values>; root_group: ExportedGroup }
  const groupOf = ({ name, path, groups, checks }: ExportedGroup): GroupSeen => ({
    name,
    path,
    groups: Object.values(groups).map(groupOf),
    checks: Object.values(checks),
  })
  const valuesOf = (values: Values): Values =>
    'passes' in values && values['value'] !== undefined ? { ...values, rate: values['value'] } : values
  const named = Object.entries(metrics).map(([name, values]) => [name, valuesOf(values)] as const)
  return { metrics: Object.fromEntries(named), root: groupOf(root_group) }
}

/** `COMPAT_K6=/usr/bin/k6 vitest run test/compat` asks a real k6 what is asked of us: so the expectations are checked. */
export const programUnderTest = (): Program => {
  const file = process.env['COMPAT_K6']
  return file === undefined ? kneepoint : k6At(file)
}
