/**
 * How often `kneepoint compare` is right about runs in virtual time: two of the same build must not differ, one whose times are 10 %
 * longer must be found. Both are run at each length, with new random numbers for every run.
 *
 *     npm run bench:compare -- [--repetitions 40] [--seconds 30,60] [--only NAME] [--slower 10]
 */
import { parseArgs } from 'node:util'
import { type CompareCase, cases, slower } from './cases.ts'
import { compare, differs, isSlower, shareText } from './score.ts'
import { virtualRun } from './virtual-run.ts'

const { values } = parseArgs({
  options: {
    repetitions: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '30,60' },
    only: { type: 'string', default: '' },
    slower: { type: 'string', default: '10' },
  },
})

const repetitions = Array.from({ length: Number(values.repetitions) }, (_, index) => index)
const share = Number(values.slower) / 100
/** Of all runs, so that no two have the same random numbers. */
let seed = 0

const run = (it: CompareCase, params: CompareCase['params'], seconds: number) =>
  virtualRun(it, params, seconds, (seed += 1))

interface Outcome {
  readonly seconds: number
  readonly same: readonly boolean[]
  readonly slow: readonly boolean[]
}

const tell = (name: string, { seconds, same, slow }: Outcome): void =>
  console.log(
    `${name.padEnd(34)}${`${seconds} s`.padStart(6)}${shareText(same).padStart(20)}${shareText(slow).padStart(23)}`,
  )

function measure(it: CompareCase, seconds: number): Outcome {
  const base = (): ReturnType<typeof run> => run(it, it.params, seconds)
  return {
    seconds,
    same: repetitions.map(() => differs(compare(base(), base()))),
    slow: repetitions.map(() => isSlower(compare(base(), run(it, slower(it, share), seconds)))),
  }
}

console.log(`${'case'.padEnd(34)}length  same build differs   ${values.slower} % slower is found`)
for (const seconds of values.seconds.split(',').map(Number)) {
  const outcomes = cases
    .filter(({ name }) => name.includes(values.only))
    .map((it) => {
      const outcome = measure(it, seconds)
      tell(it.name, outcome)
      return outcome
    })
  tell('all', { seconds, same: outcomes.flatMap(({ same }) => same), slow: outcomes.flatMap(({ slow }) => slow) })
}
