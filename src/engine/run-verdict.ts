import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'
import type { Actor } from './api.ts'

/** Why a run failed, and the exit code that follows from it, by k6's precedence. */
export class RunVerdict {
  #ended: UserError | undefined
  readonly #broken: Error[] = []
  #marked: UserError | undefined
  #crossed: UserError | undefined

  /** Something ended the run before its time: a signal, a request, the script, a threshold. What came first counts. */
  endedBy(reason: UserError): void {
    this.#ended ??= reason
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined
  }

  /** Something went wrong: setup or teardown threw or took too long, a worker died. */
  brokenBy(error: Error): void {
    this.#broken.push(error)
  }

  /** `exec.test.fail()`. */
  markedBy(reason: UserError): void {
    this.#marked ??= reason
  }

  /** Thresholds that are crossed at the end; undefined when there are none. */
  crossedBy(reason: UserError | undefined): void {
    this.#crossed = reason
  }

  /** The deciding one first. */
  get reasons(): readonly Error[] {
    const isKnown = this.#ended?.exitCode === ExitCode.ThresholdsFailed
    const all = [this.#ended, ...this.#broken, this.#marked, isKnown ? undefined : this.#crossed]
    return all.filter((reason) => reason !== undefined)
  }

  get exitCode(): ExitCode {
    return this.reasons.map(exitCodeOf).find((code) => code !== ExitCode.Ok) ?? ExitCode.Ok
  }
}

const exitCodeOf = (reason: Error): ExitCode => (reason instanceof UserError ? reason.exitCode : ExitCode.Crashed)

const stopCodes: { readonly [A in Actor]?: ExitCode } = {
  signal: ExitCode.Interrupted,
  rest: ExitCode.StoppedViaRest,
}

/** A signal and the REST API make a run fail; a key that stops it does not. */
export function stopReason(by: Actor, hasBegun: boolean): UserError {
  const what = hasBegun ? 'the run was stopped' : 'stopped before the run began'
  return new UserError('STOPPED', by === 'signal' ? `${what} by a signal` : what, {
    exitCode: stopCodes[by] ?? ExitCode.Ok,
  })
}

/** What the script said when it ended or marked the run. */
export const scriptReason = (type: 'abort-test' | 'fail-test', reason: string): UserError =>
  type === 'abort-test'
    ? new UserError('TEST_ABORTED', reason, { exitCode: ExitCode.ScriptAborted })
    : new UserError('TEST_FAILED', reason, { exitCode: ExitCode.MarkedAsFailed })
