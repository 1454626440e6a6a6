import type { TagSetId } from '../metrics/tag-sets.ts'
import type { VuStage } from '../modules/vu.ts'
import { VirtualUser } from './virtual-user.ts'

/** The VU that runs setup, teardown or handleSummary: k6's VU 0. */
export class LifecycleUser extends VirtualUser {
  #settle: { resolve: (value: unknown) => void; reject: (error: unknown) => void } | undefined

  /** Runs an exported function to its end; what it throws rejects. */
  call(stage: VuStage, exec: string, tags: TagSetId): Promise<unknown> {
    this.stage = stage
    this.tags = tags
    if (this.worker.systemTags.has('iter')) this.metadata.set('iter', '0')
    if (stage !== 'summary') this.countTraffic()
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.beginWork(exec, stage === 'summary' ? '' : `::${stage}`)
    })
  }

  protected override workEnded(): void {
    const { threw, outcome } = this
    const settle = this.#settle
    this.#settle = undefined
    this.endWork()
    if (threw) settle?.reject(outcome)
    else settle?.resolve(outcome)
  }

  /** It took too long. */
  abandon(): void {
    this.#settle = undefined
    this.cancelWork()
  }
}
