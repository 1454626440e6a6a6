import { compileFunction } from 'node:vm'
import type { Waiter } from '../modules/blocking.ts'
import type { CompiledScript } from './compiled.ts'
import { Fiber } from './fiber.ts'
import { type ModuleNamespace, Runtime } from './instance-runtime.ts'
import { BlockingCall } from '../modules/blocking.ts'
import { fileName, mapStacksOf } from './script-stacks.ts'
import { constantGlobals, intrinsics } from './transform/intrinsics.ts'

/** What one VU lends to its script. */
export interface VuBindings {
  /** The members of a module of k6, `default` among them. */
  readonly modules: (specifier: string) => ModuleNamespace
  /** The globals of k6: `__ENV`, `console`, `open`, the timers, `crypto` ... Getters are kept. */
  readonly globals: object
  /** Whether the global object is called `global`, too; it is unless this says no. */
  readonly hasGlobal?: boolean
}

/** A script in one VU. */
export interface ScriptInstance {
  /** Read anew at every access: the script may change what it exports. With a top-level await complete once `ready`. */
  readonly exports: ModuleNamespace
  readonly fiber: Fiber
  /** Settles when init code with a top-level await is done; undefined if there is none. */
  readonly ready: Promise<void> | undefined
}

export interface ScriptFactory {
  readonly instantiate: (bindings: VuBindings) => ScriptInstance
}

/** Names of Node that code made by `eval` must not see either. */
const hidden = Object.getOwnPropertyNames(globalThis).filter(
  (name) => !intrinsics.has(name) && /^[A-Za-z_$][\w$]*$/.test(name),
)
/** Names of k6 that code made by `eval` sees, and those that are read as they stand. */
const offered = ['__ENV', ...constantGlobals]

const sharedGlobals: object = Object.create(
  Object.prototype,
  Object.fromEntries(
    [...intrinsics].flatMap((name) => {
      const descriptor = Object.getOwnPropertyDescriptor(globalThis, name)
      return descriptor === undefined ? [] : [[name, descriptor]]
    }),
  ),
)

/** Frames of ours stand between those of the script, and are left out when a stack trace is shown. */
const FRAMES = 50

/** Prepares a script for this thread; its code is shared by all VUs. */
export function loadFactory(compiled: CompiledScript): ScriptFactory {
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit, FRAMES)
  const mapStack = mapStacksOf(compiled)
  const shadowed = [...new Set([...hidden, ...offered, ...(compiled.hasOwnMath ? ['Math'] : [])])]
  const body = compileFunction(compiled.code, [...compiled.parameters, ...shadowed], {
    filename: fileName(compiled.file),
  })
  const describe = (place: number): string => {
    const at = compiled.places[place]
    if (at === undefined) return 'a built-in function'
    return `${at.what === '' ? 'the function' : `'${at.what}'`} at ${at.file}:${at.line}`
  }
  const frameOf = (site: number): string | undefined => {
    const at = compiled.sites[site]
    if (at === undefined) return undefined
    const place = `${fileName(compiled.file)}:${at.line}:${at.column}`
    return mapStack(at.name === '' ? `    at ${place}` : `    at ${at.name} (${place})`)
  }
  return {
    instantiate: ({ modules, globals, hasGlobal = true }) => {
      const fiber = new Fiber({ describe, frameOf, usesPromises: compiled.usesPromises })
      const own = globalObject(globals, modules)
      if (hasGlobal) own['global'] = own
      const values = shadowed.map((name) => own[name])
      const runtime = new Runtime({
        fiber,
        describe,
        modules,
        global: own,
        makeFunction: (args) => makeFunction(args, shadowed, values),
      })
      const result: unknown = fiber.initialize(() => body(runtime, fiber, BlockingCall, own, ...values))
      return { fiber, ...instanceOf(result) }
    },
  }
}

function instanceOf(result: unknown): Pick<ScriptInstance, 'exports' | 'ready'> {
  if (!(result instanceof Promise)) return { exports: result as ModuleNamespace, ready: undefined }
  const exports: Record<string, unknown> = {}
  return { exports, ready: complete(exports, result) }
}

async function complete(exports: object, result: Promise<object>): Promise<void> {
  Object.defineProperties(exports, Object.getOwnPropertyDescriptors(await result))
}

/** As `Function` does, but the names of Node are those of the VU, or nothing. */
function makeFunction(args: readonly string[], names: readonly string[], values: readonly unknown[]): unknown {
  const body = args.at(-1) ?? ''
  // The usual way to get at the global object where `globalThis` may be missing.
  if (/^\s*return this;?\s*$/.test(body)) return () => values[names.indexOf('globalThis')]
  const text = `return function anonymous(${args.slice(0, -1).join(',')}\n) {\n${body}\n}`
  return Reflect.apply(compileFunction(text, [...names]), undefined, values)
}

function globalObject(globals: object, modules: VuBindings['modules']): Record<string, unknown> {
  const own = Object.create(sharedGlobals) as Record<string, unknown>
  own['require'] = modules
  Object.defineProperties(own, Object.getOwnPropertyDescriptors(globals))
  own['globalThis'] = own
  return own
}

/** Calls an exported function as a fiber: `run(instance, 'default', [data], waiter)`. */
export function run({ exports, fiber }: ScriptInstance, name: string, args: readonly unknown[], waiter: Waiter): void {
  fiber.run(() => Reflect.apply(exports[name] as () => unknown, undefined, args), waiter)
}
