import type { ThinkLaw } from '../think-law.ts'

/** The helper that every script of a closed model has. Times in seconds, as k6's sleep takes them. */
const wait = `// Users of the closed model think before each request; of the first round only a part is left, so that they do not all
// come at once. In the open model nobody thinks: requests come when they are due.
const isClosed = () => exec.scenario.executor.endsWith('-vus')
function think(next, interval) {
  if (isClosed()) sleep(exec.vu.iterationInScenario === 0 ? Math.random() * interval : next)
}
`

const gaussian = `// One number of the standard normal law (Box and Muller, Annals of Mathematical Statistics 29, 1958).
const gaussian = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random())
`

const draws: Readonly<Record<ThinkLaw['kind'], string>> = {
  constant: '',
  uniform: `const uniform = (mean, spread) => mean * (1 + spread * (2 * Math.random() - 1))
`,
  normal: `function normal(mean, spread) {
  for (;;) {
    const time = mean * (1 + spread * gaussian())
    if (time >= 0) return time
  }
}
`,
  'log-normal': `// Mean and spread are those of the times, not of their logarithms.
function logNormal(mean, spread) {
  const variance = Math.log(1 + spread * spread)
  return mean * Math.exp(Math.sqrt(variance) * gaussian() - variance / 2)
}
`,
}

/** What a script needs to let its users think by these laws. */
export function thinkCode(laws: readonly ThinkLaw[]): string {
  const kinds = new Set(laws.map(({ kind }) => kind))
  const needsGaussian = kinds.has('normal') || kinds.has('log-normal')
  return [wait, needsGaussian ? gaussian : '', ...[...kinds].map((kind) => draws[kind])].join('')
}

const functionNames = { uniform: 'uniform', normal: 'normal', 'log-normal': 'logNormal' } as const

/** The expression for one think time of this mean, in seconds. */
export function thinkExpression(law: ThinkLaw, seconds: number): string {
  if (law.kind === 'constant' || seconds === 0) return String(seconds)
  return `${functionNames[law.kind]}(${seconds}, ${law.spread})`
}
