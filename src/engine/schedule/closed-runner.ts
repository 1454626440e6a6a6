import type { Millis } from '../../base/units.ts'
import type { IterationBudget } from './iteration-budget.ts'
import type { IterationVu, RunnerStage, RunnerState, ScenarioVus } from './iteration-vu.ts'
import { beginOf, isHeldAt, isOver, isPaused } from './profile.ts'
import { ReadyQueue } from './ready-queue.ts'
import type { Timed } from './run-loop.ts'
import { countBelow, type Stripe } from './stripe.ts'
import { nextStepAfter, vusAt, vusAtEnd, type VuSteps } from './vu-steps.ts'

/** What a scenario asks of this worker; replaced whole when the operator changes something. */
export interface ClosedTerms {
  readonly steps: VuSteps
  /** When the scenario begins, on the run's clock. */
  readonly startsAt: Millis
  readonly gracefulStop: Millis
  /** The operator ended it before its time. */
  readonly isStopped: boolean
}

export interface ClosedRunnerSetup {
  readonly terms: ClosedTerms
  readonly stripe: Stripe
  /** What a VU gets to end its iteration when the steps go down. */
  readonly gracefulRampDown: Millis
  readonly budget: IterationBudget
  readonly vus: ScenarioVus
  /** On the run's clock. */
  readonly now: () => Millis
  /** Asks to be ticked again soon. */
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
  /** Its VU is given back. */
  isGone: boolean
  /** Its iteration is over. */
  readonly ended: () => void
}

/** Keeps as many VUs looping as the steps ask for; each begins anew when its iteration has ended. */
export class ClosedRunner implements Timed {
  readonly #setup: ClosedRunnerSetup
  readonly #loops: Loop[] = []
  readonly #ready: ReadyQueue<Loop>
  /** Loops that wait for a pause to end, or for the tick that ends it all. */
  #held: Loop[] = []
  #terms: ClosedTerms
  #stage: RunnerStage = 'waiting'

  constructor(setup: ClosedRunnerSetup) {
    this.#setup = setup
    this.#terms = setup.terms
    this.#ready = new ReadyQueue((loop) => this.#startNext(loop))
  }

  get state(): RunnerState {
    let busy = 0
    for (const loop of this.#loops) if (loop.busy) busy += 1
    const { length } = this.#loops
    return { stage: this.#stage, busy, allocated: length, active: length }
  }

  follow(terms: ClosedTerms): void {
    this.#terms = terms
    if (this.#stage === 'stopping') this.stop(this.#end + terms.gracefulStop)
    else this.#setup.wake()
  }

  /** No new iterations; those in flight may go on until `deadline`. */
  stop(deadline: Millis): void {
    if (this.#stage === 'done') return
    this.#stage = 'stopping'
    for (const loop of this.#loops) loop.deadline = Math.min(loop.deadline, deadline)
    this.#setup.wake()
  }

  readonly tick = (now: Millis): Millis => {
    const { startsAt, steps, isStopped } = this.#terms
    if (this.#stage === 'waiting') {
      const begin = beginOf(steps, startsAt)
      if (isStopped) this.#stage = 'done'
      else if (now < begin) return begin
      else this.#stage = 'running'
    }
    if (this.#stage === 'running') {
      if (now < this.#end || isPaused(steps)) {
        const next = this.#follow(now)
        if (!this.#isExhausted()) return next
        this.stop(now)
      } else this.#stopAtEnd()
    }
    return this.#finishBy(now)
  }

  /** On the run's clock. */
  get #end(): Millis {
    return this.#terms.startsAt + this.#terms.steps.end
  }

  #stopAtEnd(): void {
    const { steps, gracefulStop, isStopped } = this.#terms
    const { budget, vus, stripe, gracefulRampDown } = this.#setup
    const rest = isStopped ? 0 : budget.claimRest(this.#loops.map(({ begun }) => begun))
    if (rest > 0) vus.countDropped(rest)
    // VUs that the last ramp takes away at the very end have been ramped down like those before them.
    const kept = isStopped ? Infinity : countBelow(stripe, vusAtEnd(steps))
    for (const loop of this.#loops.slice(kept)) loop.deadline = Math.min(loop.deadline, this.#end + gracefulRampDown)
    this.stop(this.#end + gracefulStop)
  }

  /** Nothing is left to do for any VU there is. */
  #isExhausted(): boolean {
    if (this.#loops.length === 0) return this.#setup.budget.isDoneWithoutVus()
    return this.#loops.every(({ busy, exhausted }) => exhausted && !busy)
  }

  #follow(now: Millis): Millis {
    const { stripe, gracefulRampDown } = this.#setup
    const { steps, startsAt } = this.#terms
    const time = now - startsAt
    const wanted = countBelow(stripe, vusAt(steps, time))
    this.#loops.forEach((loop, index) => {
      if (index < wanted) this.#goOn(loop)
      else loop.deadline = Math.min(loop.deadline, now + gracefulRampDown)
    })
    const added: Loop[] = []
    while (this.#loops.length < wanted) added.push(this.#addLoop())
    this.#ready.pushAll(added)
    const holdEnds = this.#goOnHeld(time)
    const nextStep = Math.min(nextStepAfter(steps, time), isPaused(steps) ? Infinity : steps.end, holdEnds)
    return Math.min(startsAt + nextStep, this.#endLoops(now))
  }

  /** After a pause the loops that waited for its end go on; before, it says when that is. */
  #goOnHeld(time: Millis): Millis {
    const { steps } = this.#terms
    if (isHeldAt(steps, time)) return isPaused(steps) ? Infinity : (steps.lastPause?.to ?? Infinity)
    const held = this.#held
    this.#held = []
    this.#ready.pushAll(held)
    return Infinity
  }

  #addLoop(): Loop {
    const loop: Loop = {
      vu: this.#setup.vus.acquire(),
      busy: false,
      begun: 0,
      exhausted: false,
      deadline: Number.POSITIVE_INFINITY,
      isGone: false,
      ended: () => this.#ended(loop),
    }
    this.#loops.push(loop)
    return loop
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
    loop.isGone = true
    this.#setup.vus.release(loop.vu)
  }

  #startNext(loop: Loop): void {
    const isWanted = this.#stage === 'running' && loop.deadline === Number.POSITIVE_INFINITY
    if (loop.busy || !isWanted || loop.isGone) return
    if (this.#isHeld()) {
      this.#held.push(loop)
      return
    }
    if (!this.#setup.budget.claim(loop.begun)) {
      loop.exhausted = true
      this.#setup.wake()
      return
    }
    loop.busy = true
    loop.begun += 1
    this.#setup.vus.countDue(1)
    loop.vu.start(undefined, loop.ended)
  }

  /** Nothing begins in a pause, nor once the time is over, however late the tick that ends it. */
  #isHeld(): boolean {
    const { steps, startsAt } = this.#terms
    const time = this.#setup.now() - startsAt
    return isOver(steps, time) || isHeldAt(steps, time)
  }

  #ended(loop: Loop): void {
    if (loop.isGone) return
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
