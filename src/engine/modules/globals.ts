import { makeConsole, type ScriptConsole } from './console.ts'
import { timerFunctions, type TimerFunctions } from './script-timers.ts'
import type { Vu } from './vu.ts'
import { WebCrypto } from './web-crypto.ts'

/** What a script has without importing it, for one VU. `__ENV`, `open` and the like are the loader's. */
export interface ScriptGlobals extends TimerFunctions {
  readonly console: ScriptConsole
  readonly crypto: WebCrypto
  readonly TextEncoder: typeof TextEncoder
  readonly TextDecoder: typeof TextDecoder
}

export const makeGlobals = (vu: Vu): ScriptGlobals => ({
  ...timerFunctions(vu),
  console: makeConsole(vu.worker),
  crypto: new WebCrypto(vu),
  TextEncoder,
  TextDecoder,
})
