import type { Vu, VuStage } from '../vu.ts'
import { CookieStore } from './cookie-store.ts'

interface Held {
  readonly store: CookieStore
  readonly stage: VuStage
  readonly iteration: number
}

const byVu = new WeakMap<Vu, Held>()

/** The cookies of a VU: new ones in each iteration, unless `noCookiesReset`. */
export function cookiesOf(vu: Vu): CookieStore {
  const held = byVu.get(vu)
  const { stage, iterationInInstance: iteration } = vu
  if (held !== undefined && (vu.worker.config?.http.noCookiesReset === true || isSame(held, vu))) return held.store
  const store = new CookieStore()
  byVu.set(vu, { store, stage, iteration })
  return store
}

const isSame = ({ stage, iteration }: Held, vu: Vu): boolean =>
  stage === vu.stage && iteration === vu.iterationInInstance
