import { namespaceOf } from './namespace.ts'
import { timerFunctions } from './script-timers.ts'
import type { ModuleFactory } from './vu.ts'

/** k6/timers: the global functions under another name. */
export const timers: ModuleFactory = (vu) => namespaceOf({ ...timerFunctions(vu) })
