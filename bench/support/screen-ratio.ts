/** Requests/s with the screen by those without, as many as it can: both are there, hot, and take turns, so that what else the machine does falls on both. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explore, runScript } from '../rivals/generators.ts'
import { launchInTerminal } from '../rivals/launch.ts'
import { getAndCheck } from '../rivals/scripts.ts'
import type { RivalTarget } from '../rivals/target.ts'
import type { BenchCase, Figures } from './bench.ts'
import { medianOf } from './median-of.ts'
import { Paused, type Turn } from './turns.ts'

const SHIFT = { warmUp: 4, measured: 1 }

const withScreen = (command: readonly string[]): readonly string[] => command.filter((word) => word !== '--headless')

export function screenRatioCases(target: RivalTarget, folder: string, rounds: number): readonly BenchCase[] {
  const url = `${target.url}/`
  const script = join(folder, 'check.js')
  writeFileSync(script, getAndCheck(url))
  return [
    { name: 'full load: URL', measure: ratioOf(explore({ url }, ['--duration=10m']), target, rounds) },
    { name: 'full load: GET and check', measure: ratioOf(runScript(script), target, rounds) },
  ]
}

/**
 * Screen, worker and main thread share one core, so that what the screen takes is taken from the requests. Of two processes of the same kind the one
 * that was there first may be up to 5 % slower, so each is in turn.
 */
function ratioOf(command: readonly string[], target: RivalTarget, rounds: number): () => Promise<Figures> {
  const startHeadless = (): Promise<Paused> => Paused.start(command, target, SHIFT)
  const startScreen = (): Promise<Paused> => Paused.start(withScreen(command), target, SHIFT, launchInTerminal)
  let isScreenFirst = false
  return async () => {
    isScreenFirst = !isScreenFirst
    await using scope = new AsyncDisposableStack()
    const first = scope.use(await (isScreenFirst ? startScreen : startHeadless)())
    const second = scope.use(await (isScreenFirst ? startHeadless : startScreen)())
    const [screen, headless] = isScreenFirst ? [first, second] : [second, first]
    return figuresOf(await turnsOf(screen, headless, rounds))
  }
}

type Pair = readonly [screen: Turn, headless: Turn]

async function turnsOf(screen: Paused, headless: Paused, rounds: number): Promise<readonly Pair[]> {
  const pairs: Pair[] = []
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) pairs.push([await screen.turn(), await headless.turn()])
    else {
      const without = await headless.turn()
      pairs.push([await screen.turn(), without])
    }
  }
  return pairs
}

const figuresOf = (pairs: readonly Pair[]): Figures => ({
  'with screen': medianOf(pairs.map(([screen]) => screen.requests)),
  headless: medianOf(pairs.map(([, headless]) => headless.requests)),
  ratio: medianOf(pairs.map(([screen, headless]) => screen.requests / headless.requests)),
})
