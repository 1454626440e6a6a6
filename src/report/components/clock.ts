import { formatClock } from '../../base/readable-numbers.ts'
import type { Millis } from '../../base/units.ts'
import { type Html, html } from '../html.ts'

/** A moment of the run. */
export const clock = (at: Millis): Html => html`<span class="clock">${formatClock(at)}</span>`
