import type { RunConfig } from '../config/run-config.ts'
import { provideSecrets } from '../modules/secrets/secret-keeper.ts'
import { OpenFiles } from '../script/bundle/open-file.ts'
import { type LifecycleFunction, lifecycleTimeout, timeoutOf, withDeadline } from './lifecycle-timeout.ts'
import { LifecycleUser } from './lifecycle-user.ts'
import { loadScript } from './load-script.ts'
import type { WorkerData } from './pool.ts'
import { asLoadedCode, type LoadedCode } from './portable-script.ts'
import { packError } from './portable-error.ts'
import type { FromWorker, PortableError, PortableScript, ToWorker } from './protocol.ts'
import { requestBody } from './request-body.ts'
import { ScriptBody } from './script-body.ts'
import { describeThrown, scriptError } from './script-error.ts'
import { ScriptHost } from './script-host.ts'
import { setupDataFromJson, setupDataToJson } from './setup-data.ts'
import { SharedCounters } from './shared-counters.ts'
import { summaryFilesOf } from './summary-files.ts'
import { fiberOf } from '../script/fiber-owner.ts'
import { UncaughtRejection } from '../script/uncaught-rejection.ts'
import type { VirtualUser, VuBody } from './virtual-user.ts'
import { isWorthWarming, warmUp } from './warm-up.ts'
import { WorkerRuntime } from './worker-runtime.ts'

type Post = (message: FromWorker, transfer?: readonly ArrayBuffer[]) => void

/** How a call of a lifecycle function ended. */
interface Called<T> {
  readonly returned: T | undefined
  readonly error: PortableError | undefined
}

/** A script in this thread: what makes its VUs. */
interface RunningScript {
  readonly code: LoadedCode
  readonly host: ScriptHost
}

/** What one worker thread does with each message. */
export class WorkerThread {
  readonly #place: WorkerData
  readonly #post: Post
  #runtime: WorkerRuntime | undefined
  #script: RunningScript | undefined
  #setupData: string | undefined

  constructor(place: WorkerData, post: Post) {
    this.#place = place
    this.#post = post
  }

  async receive(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'load':
        return this.#load(message)
      case 'prepare':
        return this.#prepare(message)
      case 'setup':
        return this.#setup()
      case 'start':
        this.#setupData = message.setupData
        return this.#started().start(message.zero)
      case 'change':
        return this.#started().change(message.scenario, message.change, message.at)
      case 'stop':
        return this.#started().stop(message.graceful)
      case 'teardown':
        return this.#teardown()
      case 'summarize':
        return this.#summarize(message.data)
    }
  }

  /** Nobody handled the rejection of a promise: it ends the iteration whose script made it, and what else runs is not harmed. */
  rejected(reason: unknown, promise: Promise<unknown>): void {
    const error = new UncaughtRejection(reason)
    if (fiberOf(promise)?.abort(error) === true) return
    if (this.#runtime === undefined) this.#post({ type: 'failed', error: packError(scriptError(error)) })
    else this.#runtime.reportException(error)
  }

  async #load(message: Extract<ToWorker, { type: 'load' }>): Promise<void> {
    const log = (level: 'debug' | 'info' | 'warn' | 'error', text: string, source: 'console' | 'engine'): void =>
      this.#post({ type: 'log', level, message: text, source })
    const { code, options, metrics, warnings } = await loadScript(message, log)
    for (const warning of warnings) log('warn', warning, 'engine')
    this.#post({ type: 'loaded', script: code, options, exports: code.exports, metrics })
  }

  async #prepare(message: Extract<ToWorker, { type: 'prepare' }>): Promise<void> {
    const { config, script, counters, keepsSamples, toldApart } = message
    this.#script = config.work.kind === 'script' ? await runningScript(config, script) : undefined
    this.#runtime = new WorkerRuntime({
      place: this.#place,
      config,
      keepsSamples,
      toldApart,
      counters: new SharedCounters(
        counters,
        config.scenarios.map(({ name }) => name),
        this.#place.worker,
      ),
      scriptDir: this.#script?.code.dir ?? process.cwd(),
      sharedArrays: new Map(this.#script?.code.sharedArrays),
      makeBody: (vu) => this.#bodyOf(vu, config),
      post: this.#post,
    })
    if (this.#script !== undefined) provideSecrets(this.#runtime.context, this.#script.code.secrets)
    try {
      this.#runtime.prepare()
    } catch (error) {
      throw scriptError(error)
    }
    if (isWorthWarming(config)) await this.#warmUp(config)
    this.#post({ type: 'prepared' })
  }

  async #warmUp(config: RunConfig): Promise<void> {
    const http = this.#script?.host.module('k6/http')
    if (config.work.kind === 'script' && http === undefined) return
    try {
      await warmUp(config, http)
    } catch (error) {
      // Where nobody may listen the run begins with cold code: that is late arrivals, which are shown, and no reason to fail.
      this.#post({ type: 'log', level: 'debug', message: `no warm-up: ${describeThrown(error)}`, source: 'engine' })
    }
  }

  #bodyOf(vu: VirtualUser, { work }: RunConfig): VuBody {
    if (work.kind === 'request') return requestBody(vu, work.request)
    const instance = this.#running().host.instantiate(vu)
    let data: { readonly value: unknown } | undefined
    return new ScriptBody(instance, () => [(data ??= { value: setupDataFromJson(this.#setupData) }).value])
  }

  async #setup(): Promise<void> {
    const { returned, error } = await this.#callOnce('setup', [], setupDataToJson)
    this.#started().flush()
    this.#post({ type: 'setup-done', setupData: returned, error })
  }

  async #teardown(): Promise<void> {
    const { error } = await this.#callOnce('teardown', [setupDataFromJson(this.#setupData)], () => undefined)
    this.#started().flush()
    this.#post({ type: 'teardown-done', error })
  }

  /** What it measures goes nowhere: the run is measured already. */
  async #summarize(data: unknown): Promise<void> {
    const { returned, error } = await this.#callOnce('handleSummary', [data], summaryFilesOf)
    this.#post({ type: 'summarized', files: returned, error })
  }

  /** Runs an exported function in a VU of its own, k6's VU 0; nothing when the script does not have it. */
  async #callOnce<T>(
    name: LifecycleFunction,
    args: readonly unknown[],
    read: (returned: unknown) => T,
  ): Promise<Called<T>> {
    const { code } = this.#running()
    if (!code.exports.includes(name)) return { returned: undefined, error: undefined }
    try {
      return { returned: read(await this.#call(name, args)), error: undefined }
    } catch (error) {
      return { returned: undefined, error: packError(scriptError(error)) }
    }
  }

  async #call(name: LifecycleFunction, args: readonly unknown[]): Promise<unknown> {
    const { host } = this.#running()
    const runtime = this.#started()
    const vu = new LifecycleUser(runtime.context, { idInInstance: 0, idInTest: 0 })
    const work = async (): Promise<unknown> => {
      const instance = host.instantiate(vu)
      await instance.ready
      vu.body = new ScriptBody(instance, () => args)
      const group = name === 'handleSummary' ? '' : `::${name}`
      return vu.call(name === 'handleSummary' ? 'summary' : name, name, runtime.tagsOfGroup(group))
    }
    const timeout = timeoutOf(name, runtime.config)
    return withDeadline(work(), timeout, () => {
      vu.abandon()
      return lifecycleTimeout(name, timeout)
    })
  }

  #running(): RunningScript {
    if (this.#script === undefined) throw new Error('a worker was told to run a script it does not have')
    return this.#script
  }

  #started(): WorkerRuntime {
    if (this.#runtime === undefined) throw new Error('a worker was told to run before it was prepared')
    return this.#runtime
  }
}

async function runningScript(config: RunConfig, script: PortableScript | undefined): Promise<RunningScript> {
  const code = asLoadedCode(script)
  const { compiled, isCommonJs, dir, tree, opened, compatibilityMode } = code
  const files = new OpenFiles(tree, opened)
  return {
    code,
    host: await ScriptHost.make({
      compiled,
      isCommonJs,
      dir,
      files,
      compatibilityMode,
      env: { ...code.env, ...config.env },
    }),
  }
}
