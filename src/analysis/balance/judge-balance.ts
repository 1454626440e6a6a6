import type { Share } from '../../base/units.ts'
import { formatNumber, formatShare } from '../explorer/wording.ts'
import { median, sum } from '../statistics/summaries.ts'
import type { BackendTally } from './backend-tally.ts'
import { type Evenness, isUneven, testEvenness } from './evenness.ts'

/** Who makes shares uneven: the balancer deals them so, or what it deals are our connections, and these stay. */
export type BalanceKind = 'single' | 'unknown' | 'even' | 'balancer' | 'keep-alive'

/** How what one service answered is spread over its backends. */
export interface ServiceBalance {
  readonly service: string
  readonly kind: BalanceKind
  readonly backends: readonly BackendTally[]
  /** Answers that did not say which backend they came from. */
  readonly unnamed: number
  /** Of the answers by backend; a test of them only where each is dealt by itself. */
  readonly answers: Evenness | undefined
  /** Of the connections by backend. */
  readonly connections: Evenness | undefined
  /** A connection stays with its backend; undefined: it cannot be told yet. */
  readonly isSticky: boolean | undefined
  /** One sentence, with numbers. */
  readonly conclusion: string
  /** What stands out besides: a slow backend, one that fails. */
  readonly notes: readonly string[]
  /** What to do; undefined where nothing is to be done. */
  readonly next: string | undefined
}

/** Of one service, since its backends last changed. `isCrowded`: there are more names than are kept apart. */
export function judgeBalance(service: string, all: readonly BackendTally[], isCrowded: boolean): ServiceBalance {
  const backends = all.filter(({ name }) => name !== '')
  const answers = testEvenness(backends.map((each) => each.answers))
  const connections = testEvenness(backends.map((each) => each.connections))
  const isSticky = stickiness(backends)
  const facts = { backends, answers, connections, isSticky }
  const kind = isCrowded ? 'unknown' : kindOf(facts)
  return {
    service,
    ...facts,
    kind,
    unnamed: sum(all.filter(({ name }) => name === '').map((each) => each.answers)),
    conclusion: isCrowded
      ? 'more than 200 backends: is it the right header?'
      : conclusions[kind]({ ...facts, shares: sharesOf(backends) }),
    notes: [...slowOnes(backends), ...failingOnes(backends)],
    next: advice[kind],
  }
}

/** Fewer answers on connections that were used before do not tell. */
const fewestReused = 20
/** From chance (0) to always (1). */
const always: Share = 0.9

/** Whether an answer comes from the backend of the one before on its connection more often than chance, sum of p², has it. */
function stickiness(backends: readonly BackendTally[]): boolean | undefined {
  const total = sum(backends.map(({ answers }) => answers))
  const reused = total - sum(backends.map(({ connections }) => connections))
  if (backends.length < 2 || reused < fewestReused) return undefined
  const chance = sum(backends.map(({ answers }) => (answers / total) ** 2))
  const stayed = sum(backends.map(({ stays }) => stays)) / reused
  return stayed > chance + always * (1 - chance)
}

type Facts = Pick<ServiceBalance, 'backends' | 'answers' | 'connections' | 'isSticky'>

/** Connections that stay are what is dealt; otherwise every request is. */
function kindOf({ backends, answers, connections, isSticky }: Facts): BalanceKind {
  if (backends.length < 2) return 'single'
  if (answers === undefined) return 'unknown'
  if (isSticky !== true) return isUneven(answers) ? 'balancer' : 'even'
  if (connections !== undefined && isUneven(connections)) return 'balancer'
  return isUneven(answers) ? 'keep-alive' : 'even'
}

interface Shares {
  readonly least: Share
  readonly most: Share
  readonly leastName: string
  readonly mostName: string
}

function sharesOf(backends: readonly BackendTally[]): Shares {
  const total = Math.max(1, sum(backends.map(({ answers }) => answers)))
  const sorted = backends.toSorted((a, b) => a.answers - b.answers)
  const [first, last] = [sorted[0], sorted.at(-1)]
  return {
    least: (first?.answers ?? 0) / total,
    most: (last?.answers ?? 0) / total,
    leastName: first?.name ?? '-',
    mostName: last?.name ?? '-',
  }
}

type Told = Facts & { readonly shares: Shares }

/** The p-value in words. */
export const formatP = (test: Evenness | undefined): string => {
  if (test === undefined) return 'too few to test'
  return test.p < 0.001 ? 'p < 0.001' : `p = ${formatNumber(test.p)}`
}

const extremes = ({ shares, backends }: Told): string =>
  `${shares.mostName} ${formatShare(shares.most)}, ${shares.leastName} ${formatShare(shares.least)}, even would be ${formatShare(1 / backends.length)}`

const conclusions: Readonly<Record<BalanceKind, (told: Told) => string>> = {
  single: ({ backends: [only] }) =>
    only === undefined ? 'no answer said which backend it came from' : `all answers came from ${only.name}`,
  unknown: ({ backends }) => `${backends.length} backends, too few answers to tell their shares`,
  even: (told) => {
    const { shares, backends, isSticky, answers } = told
    const range = `${formatShare(shares.least)} to ${formatShare(shares.most)}`
    const test = isSticky === true ? '' : `, ${formatP(answers)}`
    return `${backends.length} backends with even shares: ${range}${test}`
  },
  balancer: (told) => {
    const what = told.isSticky === true ? 'connections' : 'requests'
    const test = told.isSticky === true ? told.connections : told.answers
    return `the balancer deals ${what} unevenly (${formatP(test)}): ${extremes(told)}`
  },
  'keep-alive': (told) => {
    const count = sum(told.backends.map(({ connections }) => connections))
    const dealt = count === 0 ? 'none was opened since' : `${count} of them were dealt (${formatP(told.connections)})`
    return `our connections stay with their backends, and ${dealt}: ${extremes(told)}`
  },
}

const advice: Readonly<Record<BalanceKind, string | undefined>> = {
  single: undefined,
  unknown: undefined,
  even: undefined,
  balancer: 'weights, least connections and hashing do this; if none is meant, look at the balancer',
  'keep-alive': 'deal anew more often: --connection-max-age 10s, or more VUs',
}

/** The others are at least half as fast again, beyond what a ms or two make. */
const slowFactor = 1.5
const slowMargin = 2
const fewestOfOne = 20

function slowOnes(backends: readonly BackendTally[]): readonly string[] {
  return backends.flatMap(({ name, p50, answers }) => {
    const others = median(backends.filter((other) => other.name !== name).flatMap((other) => other.p50 ?? []))
    if (p50 === undefined || others === undefined || answers < fewestOfOne) return []
    if (p50 < slowFactor * others + slowMargin) return []
    return [`${name} is slow: median ${formatNumber(p50)} ms, the others ${formatNumber(others)} ms`]
  })
}

const failsMuch: Share = 0.02

/** Two shares, compared by the normal approximation of their difference (pooled). */
function failingOnes(backends: readonly BackendTally[]): readonly string[] {
  return backends.flatMap(({ name, answers, failures }) => {
    const others = backends.filter((other) => other.name !== name)
    const rest = { answers: sum(others.map((o) => o.answers)), failures: sum(others.map((o) => o.failures)) }
    if (answers < fewestOfOne || rest.answers < fewestOfOne) return []
    const [here, there] = [failures / answers, rest.failures / rest.answers]
    const pooled = (failures + rest.failures) / (answers + rest.answers)
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / answers + 1 / rest.answers))
    if (here - there < failsMuch || here - there < 3 * error) return []
    return [`${name} fails: ${formatShare(here)} of its answers, the others ${formatShare(there)}`]
  })
}
