import type { WorkerContext } from '../vu.ts'
import type { SecretSources } from './secret-sources.ts'

const REDACTED = '***SECRET_REDACTED***'

/** The secrets of one worker. What a script has asked for is from then on left out of what it prints. */
export class SecretKeeper {
  readonly #sources: SecretSources
  readonly #revealed = new Set<string>()

  constructor(sources: SecretSources) {
    this.#sources = sources
  }

  get(source: string, key: string): string {
    if (Object.keys(this.#sources).length === 0) throw new Error('no secret sources are configured')
    if (!Object.hasOwn(this.#sources, source)) throw new Error(`no secret source with name "${source}" is configured`)
    const secret = this.#sources[source]?.[key]
    if (secret === undefined) throw new Error('no value')
    if (secret.trim() !== '') this.#revealed.add(secret)
    return secret
  }

  redact(text: string): string {
    let redacted = text
    for (const secret of this.#revealed) redacted = redacted.replaceAll(secret, REDACTED)
    return redacted
  }
}

const keepers = new WeakMap<WorkerContext, SecretKeeper>()
const noSources = new SecretKeeper({})

/** To be called for a worker before its scripts run, if the run has secret sources. */
export const provideSecrets = (worker: WorkerContext, sources: SecretSources): void => {
  keepers.set(worker, new SecretKeeper(sources))
}

export const secretsOf = (worker: WorkerContext): SecretKeeper => keepers.get(worker) ?? noSources
