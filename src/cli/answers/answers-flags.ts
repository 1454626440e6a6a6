import type { PerSecond } from '../../base/units.ts'
import { decimal, moreThan } from '../../engine/config/codec.ts'
import type { Flag } from '../flag.ts'

export const targetTps: Flag<PerSecond> = {
  name: 'target-tps',
  value: 'N',
  fallback: 'that of the newest test',
  help: 'the load of an ordinary busy hour',
  read: decimal(moreThan(0)).fromFlags,
}

export const forTps: Flag<PerSecond> = {
  name: 'for-tps',
  value: 'N',
  fallback: 'three times the target',
  help: 'say how many instances this load takes',
  read: decimal(moreThan(0)).fromFlags,
}
