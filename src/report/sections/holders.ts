import type { LimitVerdict } from '../../analysis/verdict/limit-reading.ts'

/** Who held a load back, as a reader says it. */
export const holders: Readonly<Record<LimitVerdict, string>> = {
  target: 'the target',
  generator: 'the generator, not the target',
  'shared-host': 'the CPUs that generator and target share',
  network: 'the network',
  undetermined: 'not determined',
  none: 'nobody',
}
