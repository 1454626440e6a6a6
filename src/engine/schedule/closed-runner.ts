import type { Millis } from '../../base/units.ts'
import type { IterationBudget } from './iteration-budget.ts'
import type { IterationVu, RunnerStage, RunnerState, ScenarioVus } from './iteration-vu.ts'
import { isPaused } from './profile.ts'
import { ReadyQueue } from './ready-queue.ts'
import type { Timed } from './run-loop.ts'
import { countBelow, type Stripe } from './stripe.ts'
import { nextStepAfter, vusAt, type VuSteps } from './vu-steps.ts'

export interface ClosedRunnerSetup {
  readonly steps: VuSteps
  readonly stripe: Stripe
  readonly startTime: Millis
  readonly gracefulStop: Millis
  /** What a VU gets to end its iteration when the steps go down. */
  readonly gracefulRampDown: Millis
  readonly budget: IterationBudget
  readonly vus: ScenarioVus
  readonly wake: () => void
}

/** A VU at work. */
interface Loop {
  readonly vu: IterationVu
  busy: boolean
  begun: number
  /** Its budget is used up. */
  exhausted: boolean
  /** Ends after its iteration, at the latest then; `Infinity` = goes on. */
  deadline: Millis
}

/** Keeps as many VUs looping as the steps ask for; each begins anew when its iteration has ended. */
export class ClosedRunner implements Timed {
  readonly #setup: ClosedRunnerSetup
  readonly #loops: Loop[] = []
  readonly #byVu = new Map<IterationVu, Loop>()
  readonly #ready: ReadyQueue<Loop>
  #steps: VuSteps
  #stage: RunnerStage = 'waiting'

  constructor(setup: ClosedRunnerSetup) {
    this.#setup = setup
    this.#steps = setup.steps
    this.#ready = new ReadyQueue((loop) => this.#startNext(loop))
  }

  get state(): RunnerState {
    let busy = 0
    for (const loop of this.#loops) if (loop.busy) busy += 1
    return { stage: this.#stage, busy, allocated: this.#loops.length }
  }

  replaceSteps(steps: VuSteps): void {
    const wasPaused = isPaused(this.#steps)
    this.#steps = steps
    if (wasPaused && !isPaused(steps)) this.#startIdle()
    this.#setup.wake()
  }

  /** No new iterations; those in flight may go on until `deadline`. */
  stop(deadline: Millis): void {
    if (this.#stage === 'done') return
    this.#stage = 'stopping'
    for (const loop of this.#loops) loop.deadline = Math.min(loop.deadline, deadline)
    this.#setup.wake()
  }

  readonly tick = (now: Millis): Millis => {
    const { startTime, gracefulStop } = this.#setup
    if (this.#stage === 'waiting') {
      if (now < startTime) return startTime
      this.#stage = 'running'
    }
    if (this.#stage === 'running') {
      const end = startTime + this.#steps.end
      if (now >= end && !isPaused(this.#steps)) this.#stopAtEnd(end + gracefulStop)
      else if (this.#isExhausted()) this.stop(now)
      else return this.#follow(now)
    }
    return this.#finishBy(now)
  }

  #stopAtEnd(deadline: Millis): void {
    const rest = this.#setup.budget.claimRest(this.#loops.map(({ begun }) => begun))
    if (rest > 0) this.#setup.vus.countDropped(rest)
    this.stop(deadline)
  }

  #isExhausted(): boolean {
    return this.#loops.length > 0 && this.#loops.every(({ busy, exhausted }) => exhausted && !busy)
  }

  #follow(now: Millis): Millis {
    const { startTime, stripe, gracefulRampDown } = this.#setup
    const wanted = countBelow(stripe, vusAt(this.#steps, now - startTime))
    this.#loops.forEach((loop, index) => {
      if (index < wanted) this.#goOn(loop)
      else loop.deadline = Math.min(loop.deadline, now + gracefulRampDown)
    })
    while (this.#loops.length < wanted) this.#addLoop()
    const nextStep = startTime + nextStepAfter(this.#steps, now - startTime)
    return Math.min(nextStep, startTime + this.#steps.end, this.#endLoops(now))
  }

  #addLoop(): void {
    const loop: Loop = {
      vu: this.#setup.vus.acquire(),
      busy: false,
      begun: 0,
      exhausted: false,
      deadline: Number.POSITIVE_INFINITY,
    }
    this.#loops.push(loop)
    this.#byVu.set(loop.vu, loop)
    this.#ready.push(loop)
  }

  #goOn(loop: Loop): void {
    if (loop.deadline === Number.POSITIVE_INFINITY) return
    loop.deadline = Number.POSITIVE_INFINITY
    if (!loop.busy) this.#ready.push(loop)
  }

  /** Ends the loops at their deadlines and drops the idle ones that shall end; returns the next deadline. */
  #endLoops(now: Millis): Millis {
    let next = Number.POSITIVE_INFINITY
    for (let index = this.#loops.length - 1; index >= 0; index -= 1) {
      const loop = this.#loops[index] as Loop
      if (loop.deadline === Number.POSITIVE_INFINITY) continue
      if (loop.busy && now < loop.deadline) next = Math.min(next, loop.deadline)
      else this.#remove(index, loop)
    }
    return next
  }

  #remove(index: number, loop: Loop): void {
    if (loop.busy) loop.vu.interrupt()
    loop.busy = false
    this.#loops.splice(index, 1)
    this.#byVu.delete(loop.vu)
    this.#setup.vus.release(loop.vu)
  }

  #startIdle(): void {
    for (const loop of this.#loops) if (!loop.busy) this.#ready.push(loop)
  }

  #startNext(loop: Loop): void {
    const mayStart = this.#stage === 'running' && loop.deadline === Number.POSITIVE_INFINITY && !isPaused(this.#steps)
    if (loop.busy || !mayStart || this.#byVu.get(loop.vu) !== loop) return
    if (!this.#setup.budget.claim(loop.begun)) {
      loop.exhausted = true
      this.#setup.wake()
      return
    }
    loop.busy = true
    loop.begun += 1
    this.#setup.vus.countDue(1)
    loop.vu.start(undefined, this.#ended)
  }

  readonly #ended = (vu: IterationVu): void => {
    const loop = this.#byVu.get(vu)
    if (loop === undefined) return
    loop.busy = false
    if (loop.deadline === Number.POSITIVE_INFINITY) this.#ready.push(loop)
    else this.#setup.wake()
  }

  #finishBy(now: Millis): Millis {
    if (this.#stage === 'done') return Number.POSITIVE_INFINITY
    const next = this.#endLoops(now)
    if (this.#loops.length === 0) this.#stage = 'done'
    return next
  }
}
