import { type Flag, toggle } from './flag.ts'

export const calibrate: Flag<boolean> = toggle(
  'calibrate',
  'first measure, for 3 s, what this script comes to here when the target answers at once',
)
