/** Requests/s with the screen by those without, as many as it can: a pair one right after the other, in turns first. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explore, runScript } from '../rivals/generators.ts'
import { launchInTerminal } from '../rivals/launch.ts'
import { type Measured, measureGenerator, type Shift } from '../rivals/measure.ts'
import { getAndCheck } from '../rivals/scripts.ts'
import type { RivalTarget } from '../rivals/target.ts'
import type { BenchCase, Figures } from './bench.ts'

const withScreen = (command: readonly string[]): readonly string[] => command.filter((word) => word !== '--headless')

export function screenRatioCases(target: RivalTarget, folder: string, shift: Shift): readonly BenchCase[] {
  const url = `${target.url}/`
  const script = join(folder, 'check.js')
  writeFileSync(script, getAndCheck(url))
  return [
    { name: 'full load: URL', measure: ratioOf(explore({ url }), target, shift) },
    { name: 'full load: GET and check', measure: ratioOf(runScript(script), target, shift) },
  ]
}

/** Screen, worker and main thread share one core, so that what the screen takes is taken from the requests. */
function ratioOf(command: readonly string[], target: RivalTarget, shift: Shift): () => Promise<Figures> {
  const without = (): Promise<Measured> => measureGenerator(command, target, shift)
  const withIt = (): Promise<Measured> => measureGenerator(withScreen(command), target, shift, launchInTerminal)
  let isScreenFirst = false
  return async () => {
    isScreenFirst = !isScreenFirst
    const first = await (isScreenFirst ? withIt : without)()
    const second = await (isScreenFirst ? without : withIt)()
    const [screen, headless] = isScreenFirst ? [first, second] : [second, first]
    return { 'with screen': screen.requests, headless: headless.requests, ratio: screen.requests / headless.requests }
  }
}
