/**
 * What a request costs here and elsewhere: our headless runs beside autocannon, wrk, hey, k6 and undici's bare dispatch. One thread
 * each on one core, the target on another; counted at the target, CPU of the whole process. Ratios are to the autocannon and the undici
 * of the same kind of request and the same repetition: above 1 is in our favour.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as generators from './rivals/generators.ts'
import { type Measured, measureGenerator, type Shift } from './rivals/measure.ts'
import * as scripts from './rivals/scripts.ts'
import { measureSleepers, SLEEPERS } from './rivals/sleeper-case.ts'
import { startRivalTarget } from './rivals/start-target.ts'
import type { RivalTarget } from './rivals/target.ts'
import type { Bench, BenchCase, BenchColumn, Figures } from './support/bench.ts'

const LONG: Shift = { warmUp: 1.5, measured: 3 }
const SHORT: Shift = { warmUp: 1, measured: 1.5 }
/** Ratios are to these; each comes before what is compared with it. */
const REFERENCES = ['autocannon', 'undici', 'k6'] as const
type Reference = (typeof REFERENCES)[number]

const ratioColumn = (figure: string, reference: Reference): BenchColumn => ({
  name: `${figure} x ${reference}`,
  unit: '',
  digits: 2,
})

export const bench: Bench = {
  about: 'rivals: a request here, in autocannon, wrk, hey, k6 and bare undici: requests/s, CPU, memory, ratios',
  repetitions: 5,
  columns: [
    { name: 'requests', unit: '/s', digits: 0 },
    { name: 'CPU each', unit: 'µs', digits: 1 },
    { name: 'memory', unit: 'MB', digits: 0 },
    ratioColumn('per core', 'autocannon'),
    ratioColumn('per core', 'undici'),
    ratioColumn('per core', 'k6'),
    ratioColumn('requests', 'autocannon'),
    ratioColumn('requests', 'undici'),
    ratioColumn('memory', 'autocannon'),
    ratioColumn('memory', 'undici'),
    { name: 'per VU', unit: 'kB', digits: 1 },
    { name: 'start', unit: 's', digits: 2 },
    { name: 'CPU', unit: '% of a core', digits: 1 },
    { name: 'target', unit: '% of a core', digits: 0 },
  ],
  open: async ({ isShort }, scope) => {
    const target = scope.use(await startRivalTarget(1))
    const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-rivals-'))
    scope.defer(() => rmSync(folder, { recursive: true }))
    return new Cases(target, folder, isShort ? SHORT : LONG).all()
  },
  notes: () => [
    'per core: requests per second of CPU, ours by theirs; requests and memory: ours by theirs.',
    'CPU counts all threads of a process, and what the kernel does for it. target: what the target took of its core; near 100, requests/s are its limit.',
    `start: until all of ${SLEEPERS} VUs had called; per VU: what they take more than 100 do, each with its connection.`,
  ],
}

class Cases {
  readonly #target: RivalTarget
  readonly #folder: string
  readonly #shift: Shift
  readonly #k6 = generators.findK6()
  /** The latest measurement of each reference, by kind of request. */
  readonly #latest = new Map<string, Measured>()

  constructor(target: RivalTarget, folder: string, shift: Shift) {
    this.#target = target
    this.#folder = folder
    this.#shift = shift
  }

  all(): readonly BenchCase[] {
    const { url, secureUrl } = this.#target
    const plain = `${url}/`
    return [
      ...this.#rivals('GET', { url: plain }, scripts.getOnly(plain)),
      this.#case('GET', 'kneepoint URL', generators.explore({ url: plain })),
      this.#k6Case('GET check', scripts.getAndCheck(plain)),
      this.#case('GET check', 'kneepoint', this.#script(scripts.getAndCheck(plain))),
      this.#k6Case('group of 5', scripts.groupOfFive(url)),
      this.#case('group of 5', 'kneepoint', this.#script(scripts.groupOfFive(url))),
      ...this.#rivals('POST', { url: plain, body: scripts.BODY }, scripts.postJson(plain)),
      this.#case('POST', 'kneepoint', this.#script(scripts.postJson(plain))),
      ...this.#rivals('HTTPS', { url: `${secureUrl}/` }, scripts.getOnly(`${secureUrl}/`)),
      this.#case('HTTPS', 'kneepoint URL', generators.explore({ url: `${secureUrl}/` })),
      ...this.#sleepers(`${url}/`),
    ].filter((one) => one !== undefined)
  }

  #rivals(kind: string, shot: generators.Shot, script: string): readonly (BenchCase | undefined)[] {
    return [
      this.#case(kind, 'autocannon', generators.autocannon(shot)),
      this.#case(kind, 'undici', generators.undici(shot)),
      this.#k6Case(kind, script),
      generators.has('wrk') ? this.#case(kind, 'wrk', generators.wrk(shot, this.#folder)) : undefined,
      generators.has('hey') ? this.#case(kind, 'hey', generators.hey(shot)) : undefined,
    ]
  }

  #case(kind: string, who: string, command: readonly string[]): BenchCase {
    return {
      name: `${kind}: ${who}`,
      measure: async () => {
        const measured = await measureGenerator(command, this.#target, this.#shift)
        if (isReference(who)) this.#latest.set(`${kind} ${who}`, measured)
        return { ...figuresOf(measured), ...this.#ratios(kind, who, measured) }
      },
    }
  }

  #k6Case(kind: string, script: string): BenchCase | undefined {
    return this.#k6 === undefined ? undefined : this.#case(kind, 'k6', generators.k6(this.#k6, this.#file(script)))
  }

  /** Kinds that only scripts can do are compared with the plain GET. */
  #ratios(kind: string, who: string, measured: Measured): Figures {
    return Object.fromEntries(
      REFERENCES.slice(0, earlierThan(who)).flatMap((reference) => {
        const other = this.#latest.get(`${kind} ${reference}`) ?? this.#latest.get(`GET ${reference}`)
        if (other === undefined) return []
        return [
          [`per core x ${reference}`, other.cpuEach / measured.cpuEach],
          [`requests x ${reference}`, measured.requests / other.requests],
          [`memory x ${reference}`, measured.peakBytes / other.peakBytes],
        ]
      }),
    )
  }

  #sleepers(url: string): readonly (BenchCase | undefined)[] {
    const k6 = this.#k6
    const file = (vus: number): string => this.#file(scripts.sleepers(url, vus))
    const caseOf = (who: string, commandOf: (vus: number) => readonly string[]): BenchCase => ({
      name: `${SLEEPERS} sleeping VUs: ${who}`,
      measure: () => measureSleepers(commandOf, this.#target),
    })
    return [
      k6 === undefined ? undefined : caseOf('k6', (vus) => generators.k6(k6, file(vus))),
      caseOf('kneepoint', (vus) => generators.runScript(file(vus))),
    ]
  }

  #script(text: string): readonly string[] {
    return generators.runScript(this.#file(text))
  }

  #files = 0

  #file(text: string): string {
    const file = join(this.#folder, `script-${(this.#files += 1)}.js`)
    writeFileSync(file, text)
    return file
  }
}

/** How many references were measured before it, in its repetition. */
function earlierThan(who: string): number {
  const at = REFERENCES.findIndex((reference) => reference === who)
  return at < 0 ? REFERENCES.length : at
}

const isReference = (who: string): who is Reference => REFERENCES.some((reference) => reference === who)

const figuresOf = ({ requests, cpuEach, peakBytes, targetCpu }: Measured): Figures => ({
  requests,
  'CPU each': cpuEach,
  memory: peakBytes / 1e6,
  target: targetCpu * 100,
})
