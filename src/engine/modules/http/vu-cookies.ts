import type { Vu, VuStage } from '../vu.ts'
import { CookieStore } from './cookie-store.ts'

interface Held {
  store: CookieStore
  stage: VuStage
  iteration: number
}

const byVu = new WeakMap<Vu, Held>()

/** The cookies of a VU: new ones in each iteration, unless `noCookiesReset`. */
export function cookiesOf(vu: Vu): CookieStore {
  const held = byVu.get(vu)
  const { stage, iterationInInstance: iteration } = vu
  if (held === undefined) {
    const store = new CookieStore()
    byVu.set(vu, { store, stage, iteration })
    return store
  }
  if (vu.worker.config?.http.noCookiesReset === true || isSame(held, vu)) return held.store
  held.stage = stage
  held.iteration = iteration
  if (!held.store.isUntouched) held.store = new CookieStore()
  return held.store
}

const isSame = ({ stage, iteration }: Held, vu: Vu): boolean =>
  stage === vu.stage && iteration === vu.iterationInInstance
