import { describe, expect, it } from 'vitest'
import { problemsOf } from '../base/result.ts'
import { optionNames, optionTable } from '../engine/config/option-table.ts'
import { type ParsedArgs, parseArgs } from './args.ts'
import { commandNames, commandTable } from './command-table.ts'
import { missingCommands, missingFlags, optionTexts, runtimeFlags, runtimeTexts } from './k6-flags.ts'
import * as own from './own-flags.ts'

function argsOf(line: string, env: Record<string, string> = {}): ParsedArgs {
  const read = parseArgs(line === '' ? [] : line.split(' '), env)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.value
}
const problemsIn = (line: string): readonly string[] => problemsOf(parseArgs(line.split(' ')))

describe('which command', () => {
  it.each([
    ['', 'help', []],
    ['--help', 'help', []],
    ['-h', 'help', []],
    ['help run', 'help', ['run']],
    ['run --help', 'help', ['run']],
    ['run -h', 'help', ['run']],
    ['run -u 5 x.js --help', 'help', ['run']],
    ['run -qh', 'help', ['run']],
    ['--version', 'version', []],
    ['version', 'version', []],
    ['run x.js', 'run', ['x.js']],
    ['run -', 'run', ['-']],
    ['run -- -x.js', 'run', ['-x.js']],
    ['--quiet run x.js', 'run', ['x.js']],
    ['explore http://localhost/', 'explore', ['http://localhost/']],
    ['demo', 'demo', []],
    ['target', 'target', []],
    ['target bounded', 'target', ['bounded']],
  ])('%j is %s with %j', (line, command, positional) => {
    expect(argsOf(line)).toMatchObject({ command, positional })
  })
})

describe('options of k6', () => {
  it.each([
    ['-u 10', { vus: ['10'] }],
    ['-u10', { vus: ['10'] }],
    ['-u=10', { vus: ['10'] }],
    ['--vus 10', { vus: ['10'] }],
    ['--vus=10', { vus: ['10'] }],
    ['--vus -1', { vus: ['-1'] }],
    ['-p', { paused: ['true'] }],
    ['--paused=false', { paused: ['false'] }],
    ['--no-paused', { paused: ['false'] }],
    ['-pwu10', { paused: ['true'], throw: ['true'], vus: ['10'] }],
    ['-s 1s:5 --stage 2s:0,3s:1', { stages: ['1s:5', '2s:0,3s:1'] }],
    ['--tag a=b --tag c=d', { tags: ['a=b', 'c=d'] }],
    ['--http-debug', { httpDebug: ['headers'] }],
    ['--http-debug=full', { httpDebug: ['full'] }],
    ['--no-setup --no-teardown', { noSetup: ['true'], noTeardown: ['true'] }],
    ['--user-agent=', { userAgent: [''] }],
  ])('takes %s', (flags, texts) => {
    expect(optionTexts(argsOf(`run ${flags} x.js`))).toEqual(texts)
  })

  it('takes flags after the script too', () => {
    expect(optionTexts(argsOf('run x.js -u 5'))).toEqual({ vus: ['5'] })
  })

  it('hands the runtime flags over', () => {
    expect(runtimeTexts(argsOf('run -e A=b -eC=d --summary-mode full --no-thresholds x.js'))).toEqual({
      env: ['A=b', 'C=d'],
      summaryMode: ['full'],
      noThresholds: ['true'],
    })
  })

  it('gives run every flag that k6 has, supported or explained', () => {
    const flags = commandTable.run.groups.flatMap((group) => group.flags)
    const names = flags.map(({ name }) => name)
    const wanted = optionNames.flatMap((name) => optionTable[name].flag?.name ?? [])
    const known = [...names, ...missingFlags.map(({ name }) => name)]
    expect(known).toEqual(expect.arrayContaining([...wanted, ...[...runtimeFlags.values()].map(({ name }) => name)]))
    expect(missingFlags.filter(({ name }) => names.includes(name))).toEqual([])
  })
})

describe('our own flags', () => {
  it('reads them by their kinds', () => {
    const args = argsOf('run --headless --threads 3 --result out.json -a :6565 -q x.js')
    expect(args.valueOf(own.headless)).toBe(true)
    expect(args.valueOf(own.threads)).toBe(3)
    expect(args.valueOf(own.result)).toBe('out.json')
    expect(args.valueOf(own.address)).toBe(':6565')
    expect(args.valueOf(own.quiet)).toBe(true)
    expect(args.valueOf(own.ascii)).toBeUndefined()
  })

  it('turns a switch off again: the last one counts', () => {
    expect(argsOf('run --headless --no-headless x.js').valueOf(own.headless)).toBe(false)
  })

  it('reads a request as curl does', () => {
    const args = parseArgs(['explore', '-X', 'PUT', '-H', 'A: b', '-HC: d', '-d', 'x=1', '-d', 'y=2', 'http://h/'])
    const value = args.ok ? args.value : undefined
    expect(value?.valueOf(own.method)).toBe('PUT')
    expect(value?.valueOf(own.header)).toEqual(['A: b', 'C: d'])
    expect(value?.valueOf(own.data)).toBe('x=1&y=2')
  })

  it('has explore begin with a load of its own', () => {
    const args = argsOf('explore --rate 0.5 --vus 3 --max-vus 9 --duration 1m --dns ttl=0 http://h/')
    expect([own.rate, own.vus, own.maxVus, own.duration].map((flag) => args.valueOf(flag))).toEqual([0.5, 3, 9, 60_000])
    expect(optionTexts(args)).toEqual({ dns: ['ttl=0'] })
  })

  it('keeps what only the model of a target knows', () => {
    const args = argsOf('target bounded --port 0 --servers 8 --service-time=20ms --fair --queue 200')
    expect(args.foreign).toEqual({ servers: '8', 'service-time': '20ms', fair: 'true', queue: '200' })
    expect(args.valueOf(own.port)).toBe(0)
  })

  it.each([
    ['run x.js', { K6_ADDRESS: 'localhost:1' }, 'localhost:1'],
    ['run -a localhost:2 x.js', { K6_ADDRESS: 'localhost:1' }, 'localhost:2'],
    ['run x.js', { K6_ADDRESS: '' }, undefined],
    ['run x.js', {}, undefined],
  ])('asks the environment where %j says nothing', (line, env, expected) => {
    expect(argsOf(line, env).valueOf(own.address)).toBe(expected)
  })
})

describe('mistakes', () => {
  it.each([
    ['rnu x.js', 'unknown command "rnu"; did you mean "run"? (kneepoint help lists all)'],
    ['x.js', 'unknown command "x.js"; did you mean "kneepoint run x.js"? (kneepoint help lists all)'],
    [
      'http://h/',
      'unknown command "http://h/"; did you mean "kneepoint explore http://h/"? (kneepoint help lists all)',
    ],
    ['help rnu', 'unknown command "rnu"; did you mean "run"? (kneepoint help lists all)'],
    ['--vus 5', 'unknown option --vus: a command comes first (kneepoint help lists all)'],
    ['run', 'run needs <script>: a .js or .ts file, - for standard input, or a workload model (.yaml)'],
    ['run a.js b.js', 'run does not know what to do with "b.js"'],
    ['run --vsu 5 x.js', 'unknown option --vsu; did you mean "--vus"? (kneepoint help run lists all)'],
    ['run --elephant x.js', 'unknown option --elephant (kneepoint help run lists all)'],
    ['run -z x.js', 'unknown option -z (kneepoint help run lists all)'],
    ['run x.js --vus', '--vus needs a value: --vus N'],
    ['run x.js -d', '-d needs a value: -d TIME'],
    ['run --threads 0 x.js', '--threads must be from 1 to 1024, got 0'],
    ['run --threads many x.js', '--threads must be a whole number, got "many"'],
    ['run --headless=maybe x.js', '--headless must be true or false, got "maybe"'],
    ['run --result= x.js', '--result must be a text of at least one character, got ""'],
    ['explore --rate 0 http://h/', '--rate must be more than 0, got 0'],
    ['demo --iterations', 'unknown option --iterations; did you mean "--duration"? (kneepoint help demo lists all)'],
    [
      'cloud run x.js',
      '"cloud" is a command of k6 that kneepoint does not have: kneepoint runs on this machine only; use run',
    ],
  ])('says of %j: %s', (line, problem) => {
    expect(problemsIn(line)).toEqual([problem])
  })

  it('says all at once', () => {
    expect(problemsIn('run --threads 0 --vsu=5 --headless=x --traces-output otel')).toEqual([
      'unknown option --vsu; did you mean "--vus"? (kneepoint help run lists all)',
      '--traces-output is an option of k6 that kneepoint does not have: leave it out: kneepoint writes no traces of itself',
      '--threads must be from 1 to 1024, got 0',
      '--headless must be true or false, got "x"',
      'run needs <script>: a .js or .ts file, - for standard input, or a workload model (.yaml)',
    ])
  })

  it('names the variable a value came from', () => {
    expect(problemsOf(parseArgs(['run', 'x.js'], { K6_NO_COLOR: 'yes' }))).toEqual([
      'K6_NO_COLOR must be true or false, got "yes"',
    ])
  })

  it.each(
    missingFlags.flatMap((flag) => [
      [`--${flag.name}`, flag] as const,
      ...(flag.short === undefined ? [] : [[`-${flag.short}`, flag] as const]),
    ]),
  )('explains that k6 has %s', (word, { name, takesValue, wayOut }) => {
    const words = takesValue ? [word, 'value'] : [word]
    expect(problemsOf(parseArgs(['run', ...words, 'x.js']))).toEqual([
      `--${name} is an option of k6 that kneepoint does not have: ${wayOut}`,
    ])
  })
})

it('gives no command two flags of one name or letter', () => {
  for (const name of commandNames) {
    const flags = commandTable[name].groups.flatMap((group) => group.flags)
    const words = flags.flatMap((flag) => [flag.name, ...(flag.short === undefined ? [] : [flag.short])])
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  }
})

it('does not call a command missing that it has', () => {
  expect(Object.keys(missingCommands).filter((name) => commandNames.some((known) => known === name))).toEqual([])
})
