import { didYouMean } from '../../base/suggest.ts'
import { mathOf } from '../modules/seeded-math.ts'
import type { ModuleFactory, ModuleNamespace, Vu } from '../modules/vu.ts'
import { makeGlobals } from '../modules/globals.ts'
import { findModule } from '../modules/modules.ts'
import { type InitGlobals, initGlobals } from '../script/bundle/init-globals.ts'
import type { OpenFiles } from '../script/bundle/open-file.ts'
import type { CompiledScript } from '../script/compiled.ts'
import { loadFactory, type ScriptFactory, type ScriptInstance } from '../script/instance.ts'

export interface ScriptHostSetup {
  readonly compiled: CompiledScript
  readonly isCommonJs: boolean
  readonly dir: string
  readonly files: OpenFiles
  readonly compatibilityMode: 'extended' | 'base'
  /** The run's variables in `__ENV`. */
  readonly env: Readonly<Record<string, string>>
}

/** `__ENV` of a VU as it is for one scenario: the VU's own copy, which the script may change. */
interface EnvOf {
  readonly scenario: string | undefined
  readonly env: Record<string, string>
}

/** A compiled script in one worker thread: makes the instance of each VU. */
export class ScriptHost {
  readonly #setup: ScriptHostSetup
  readonly #factory: ScriptFactory
  readonly #modules: ReadonlyMap<string, ModuleFactory>

  private constructor(setup: ScriptHostSetup, modules: ReadonlyMap<string, ModuleFactory>) {
    this.#setup = setup
    this.#factory = loadFactory(setup.compiled)
    this.#modules = modules
  }

  /** Loads the code of every module that the script imports: a VU then gets them without waiting. */
  static async make(setup: ScriptHostSetup): Promise<ScriptHost> {
    const specifiers = [...new Set(setup.compiled.imports.map(({ specifier }) => specifier))]
    const modules = await Promise.all(
      specifiers.map(async (specifier) => [specifier, await findModule(specifier)()] as const),
    )
    return new ScriptHost(setup, new Map(modules))
  }

  /** A module that the script imports. */
  module(specifier: string): ModuleFactory | undefined {
    return this.#modules.get(specifier)
  }

  /** Warnings of what the script imports and its module does not have. */
  missingImports(vu: Vu): readonly string[] {
    return this.#setup.compiled.imports.flatMap(({ specifier, names }) => {
      const module = this.#makeModule(specifier, vu)
      const missing = names.filter((name) => name !== '*' && !(name in module))
      return missing.map(
        (name) => `${specifier} has no ${name}: it is undefined${didYouMean(name, Object.keys(module))}`,
      )
    })
  }

  /** Runs the script's init code for one VU. */
  instantiate(vu: Vu): ScriptInstance {
    vu.stage = 'init'
    const namespaces = new Map<string, ModuleNamespace>()
    const modules = (specifier: string): ModuleNamespace => {
      let namespace = namespaces.get(specifier)
      if (namespace === undefined) namespaces.set(specifier, (namespace = this.#makeModule(specifier, vu)))
      return namespace
    }
    const hasGlobal = this.#setup.compatibilityMode === 'extended'
    const instance = this.#factory.instantiate({ modules, globals: this.#globalsOf(vu, modules), hasGlobal })
    return this.#setup.isCommonJs ? { ...instance, exports: exportsOfCommonJs(instance.exports) } : instance
  }

  #makeModule(specifier: string, vu: Vu): ModuleNamespace {
    const factory = this.#modules.get(specifier)
    if (factory !== undefined) return factory(vu)
    throw new Error(
      `cannot require '${specifier}' by a name that is made while the script runs: write it as a plain string`,
    )
  }

  #globalsOf(vu: Vu, modules: (specifier: string) => ModuleNamespace): object {
    const { dir, files } = this.#setup
    const init: InitGlobals = initGlobals({ bundle: { dir }, files, isInit: () => vu.stage === 'init', modules })
    let own: EnvOf | undefined
    return Object.defineProperties(
      { ...makeGlobals(vu), ...init },
      {
        __ENV: { get: () => (own = this.#envOf(vu, own)).env, enumerable: true },
        __VU: { get: () => vu.idInInstance, enumerable: true },
        __ITER: { get: () => (vu.iterationInInstance < 0 ? undefined : vu.iterationInInstance), enumerable: true },
        Math: { value: this.#setup.compiled.hasOwnMath ? mathOf(vu) : Math, writable: true, configurable: true },
      },
    )
  }

  /** A new copy whenever the VU begins to work for another scenario, as in k6. */
  #envOf({ scenario }: Vu, known: EnvOf | undefined): EnvOf {
    if (known !== undefined && known.scenario === scenario?.name) return known
    return { scenario: scenario?.name, env: { ...this.#setup.env, ...scenario?.env } }
  }
}

/** What a CommonJS script exports: the members of `module.exports`; a function assigned to it is the default. */
function exportsOfCommonJs({ default: exported }: ModuleNamespace): ModuleNamespace {
  if (typeof exported === 'function') return { ...Object.fromEntries(Object.entries(exported)), default: exported }
  return typeof exported === 'object' && exported !== null ? (exported as ModuleNamespace) : {}
}
