import type { LimitVerdict } from '../../analysis/verdict/limit-reading.ts'
import type { Tone } from '../theme.ts'

/** The same in the header and in the view of the host. */
export const limitTones: Readonly<Record<LimitVerdict, Tone>> = {
  target: 'achieved',
  generator: 'error',
  'shared-host': 'alarm',
  network: 'alarm',
  undetermined: 'alarm',
  none: 'dim',
}
