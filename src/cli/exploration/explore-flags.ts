import { type Accuracy, goalsOf } from '../../analysis/explorer/options.ts'
import type { ServiceLevel } from '../../analysis/curve/service-level.ts'
import { parsed } from '../../base/result.ts'
import type { Millis } from '../../base/units.ts'
import { choice, decimal, durationAbove0, moreThan } from '../../engine/config/codec.ts'
import { type Flag, toggle } from '../flag.ts'
import { readServiceLevel } from './read-service-level.ts'

const accuracies = Object.keys(goalsOf) as Accuracy[]

export const auto: Flag<boolean> = toggle(
  'auto',
  'search for the limits by itself; without a screen, end with the answer',
)
export const accuracy: Flag<Accuracy> = {
  name: 'accuracy',
  value: 'LEVEL',
  fallback: 'normal',
  help: 'how well the limits are to be known: quick, normal or thorough',
  read: choice(accuracies).fromFlags,
}
export const maxLoad: Flag<number> = {
  name: 'max-load',
  value: 'N',
  help: 'the search never asks for more arrivals per second, or VUs, than this',
  read: decimal(moreThan(0)).fromFlags,
}
export const slo: Flag<ServiceLevel> = {
  name: 'slo',
  value: 'LEVEL',
  help: "find the highest load that keeps this service level too: 'p(95)<300,errors<1%'",
  read: (texts, at) => readServiceLevel(texts.join(','), at),
}
export const noBuckle: Flag<boolean> = toggle(
  'no-buckle',
  'do not overload the target to see where it buckles and how it recovers',
)
export const timeLimit: Flag<Millis> = {
  name: 'time-limit',
  value: 'TIME',
  help: 'the search ends after this time, with what it knows by then',
  read: durationAbove0.fromFlags,
}
export const yes: Flag<boolean> = toggle('yes', 'overload a target on another machine without asking', 'y')
export const scenario: Flag<readonly string[]> = {
  name: 'scenario',
  value: 'NAME',
  help: 'explore this scenario of the script, repeatable; all of them, when none is named',
  read: parsed,
}

/** What only a search obeys. */
export const searchFlags: readonly Flag[] = [accuracy, maxLoad, slo, noBuckle, timeLimit, yes]
