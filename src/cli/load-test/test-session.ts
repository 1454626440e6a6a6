import type { TestPlan } from '../../analysis/load-test/test-plan.ts'
import type { TestView } from '../../analysis/load-test/test-view.ts'
import { ExitCode } from '../../base/exit-code.ts'
import type { Store } from '../../base/store.ts'
import type { RunObserver } from '../../engine/run-observer.ts'
import type { HostView } from '../../ui/host-view.ts'
import { TestDesk, type TestedRun } from './test-desk.ts'
import { type TestResult, testResultOf } from './test-result.ts'
import { planText, testText } from './test-text.ts'

interface TestOptions {
  readonly test?: TestPlan | undefined
  readonly headless: boolean
  readonly quiet: boolean
}

/** What a session does beside a run that is a test; nothing, when it is none. */
export class TestSession implements Disposable {
  readonly #options: TestOptions
  readonly #desk: TestDesk | undefined
  #last: TestView | undefined

  constructor(options: TestOptions) {
    this.#options = options
    this.#desk = options.test === undefined ? undefined : new TestDesk(options.test)
  }

  get observers(): readonly RunObserver[] {
    return this.#desk === undefined ? [] : [this.#desk.observer]
  }

  get views(): Store<TestView> | undefined {
    return this.#desk?.views
  }

  /** The plan is shown ahead; a screen draws it itself. */
  follow(run: TestedRun, host: Store<HostView | undefined>): void {
    const { test, headless, quiet } = this.#options
    if (test !== undefined && headless && !quiet) process.stderr.write(planText(test))
    this.#desk?.follow(run, host)
  }

  /** The run with the exit code that the verdict gives it: conditions that did not hold are thresholds that failed. */
  judge<E extends { readonly exitCode: ExitCode }>(end: E): E {
    this.#last = this.#desk?.conclude()
    const hasFailed = end.exitCode === ExitCode.Ok && this.#last?.verdict.state === 'fail'
    return hasFailed ? { ...end, exitCode: ExitCode.ThresholdsFailed } : end
  }

  get result(): TestResult | null {
    return this.#last === undefined ? null : testResultOf(this.#last)
  }

  get text(): string {
    return this.#last === undefined ? '' : testText(this.#last)
  }

  [Symbol.dispose](): void {
    this.#desk?.[Symbol.dispose]()
  }
}
