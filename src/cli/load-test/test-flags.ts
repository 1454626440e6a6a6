import { type ProfileName, profileNames } from '../../analysis/load-test/test-plan.ts'
import type { Millis } from '../../base/units.ts'
import { atLeast, choice, decimal, durationAbove0 } from '../../engine/config/codec.ts'
import { type Flag, toggle } from '../flag.ts'

export const profile: Flag<ProfileName> = {
  name: 'profile',
  value: 'NAME',
  help: 'run it as a test of this kind: smoke, load, stress, soak, spike, peak or breakpoint; -d says how long what is asked about lasts',
  read: choice(profileNames).fromFlags,
}

export const compress: Flag<number> = {
  name: 'compress',
  value: 'N',
  fallback: '1',
  help: 'the shape of the profile in so many times less time',
  read: decimal(atLeast(1)).fromFlags,
}

export const responseTarget: Flag<Millis> = {
  name: 'response-target',
  value: 'TIME',
  fallback: '500ms',
  help: 'of a script with a profile: its mean response time must not be above it',
  read: durationAbove0.fromFlags,
}

export const yes: Flag<boolean> = toggle('yes', 'run a test that takes longer than a day', 'y')
