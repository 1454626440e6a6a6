import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../src')

/** Who may import whom: the table of the design, as data. A room may always import itself. The longest matching room rules. */
const table: Record<string, readonly string[]> = {
  base: [],
  analysis: ['base'],
  probes: ['base'],
  targets: ['base'],
  'engine/api.ts': ['base', 'engine/config', 'engine/metrics'],
  'engine/config': ['base'],
  'engine/metrics': ['base'],
  'engine/schedule': ['base', 'engine/config'],
  'engine/http': ['base', 'engine/config', 'engine/metrics'],
  'engine/thresholds': ['base', 'engine/config', 'engine/metrics'],
  'engine/executors': ['base', 'engine/config', 'engine/schedule'],
  'engine/modules': ['base', 'engine/config', 'engine/metrics', 'engine/http'],
  'engine/script': ['base', 'engine/config', 'engine/modules'],
  'engine/summary': ['base', 'engine/config', 'engine/metrics', 'engine/thresholds'],
  'engine/outputs': ['base', 'engine/config', 'engine/metrics', 'engine/thresholds'],
  'engine/record': ['base', 'engine/config', 'engine/metrics', 'engine/thresholds', 'engine/api.ts'],
  'engine/workers/protocol.ts': ['base', 'engine/config', 'engine/metrics'],
  'engine/workers/pool.ts': [
    'base',
    'engine/config',
    'engine/metrics',
    'engine/workers/protocol.ts',
    'engine/workers/locate-stall.ts',
  ],
  'engine/workers': [
    'base',
    'engine/config',
    'engine/executors',
    'engine/schedule',
    'engine/script',
    'engine/modules',
    'engine/http',
    'engine/metrics',
  ],
  'engine/control': ['base', 'engine/config', 'engine/executors', 'engine/api.ts'],
  engine: ['base', 'engine'],
  workload: ['base', 'analysis'],
  report: ['base', 'analysis', 'engine/api.ts'],
  ui: ['base', 'analysis', 'engine/api.ts'],
  cli: ['base', 'analysis', 'probes', 'targets', 'engine', 'workload', 'report', 'ui'],
}

/** Rooms that see the engine only through its types. */
const typesOnly: Record<string, string> = {
  ui: 'engine/api.ts',
  report: 'engine/api.ts',
  'engine/control': 'engine/api.ts',
  'engine/record': 'engine/api.ts',
}
/** Packages with one home. */
const packageHomes: Record<string, readonly string[]> = {
  ink: ['ui'],
  react: ['ui'],
  asciichart: ['ui'],
  systeminformation: ['probes'],
  uplot: ['report'],
  yaml: ['workload'],
}

const isIn = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`)
const roomOf = (path: string): string => {
  const rooms = Object.keys(table).filter((room) => isIn(path, room))
  return rooms.sort((a, b) => b.length - a.length)[0] ?? ''
}

interface Import {
  readonly file: string
  readonly target: string
  readonly typeOnly: boolean
}

const importPattern =
  /(?:import|export)\s+(type\s+)?(?:[^'"();]*?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g

function importsOf(path: string): Import[] {
  const file = relative(root, path)
  const text = readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [...text.matchAll(importPattern)].map((match) => {
    const name = match[2] ?? match[3] ?? ''
    const target = name.startsWith('.') ? relative(root, join(dirname(path), name)) : name
    return { file, target, typeOnly: match[1] !== undefined }
  })
}

const isTest = (path: string): boolean => /\.test\.tsx?$|\/testing\//.test(path)
const files = globSync('**/*.{ts,tsx}', { cwd: root })
  .map((file) => join(root, file))
  .filter((file) => !isTest(file))
const imports = files.flatMap(importsOf)
const isLocal = ({ target }: Import): boolean => files.includes(join(root, target))

it('gives every source file a room', () => {
  expect(files.map((file) => relative(root, file)).filter((file) => roomOf(file) === '')).toEqual([])
})

it('lets each room import only what the table allows', () => {
  const broken = imports.filter(isLocal).filter(({ file, target }) => {
    const from = roomOf(file)
    const allowed = [...(table[from] ?? []), from]
    return !allowed.some((room) => isIn(target, room))
  })
  expect(broken).toEqual([])
})

it('lets ui, report and control see the engine api as types only', () => {
  const broken = imports.filter(({ file, target, typeOnly }) => typesOnly[roomOf(file)] === target && !typeOnly)
  expect(broken).toEqual([])
})

it('keeps packages in their one home', () => {
  const broken = imports.filter(({ file, target }) => {
    const homes = packageHomes[target.split('/')[0] ?? '']
    return homes !== undefined && !homes.some((home) => isIn(file, home))
  })
  expect(broken).toEqual([])
})
