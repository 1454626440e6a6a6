import type { TargetModel } from './model.ts'
import { defineModel } from './model.ts'
import { endless } from './truth.ts'

/** Answers at once: what a generator can do at most, and whether counts agree. */
export const nullTarget: TargetModel = defineModel({
  summary: 'answers at once: to calibrate the generator and to compare counts',
  options: {},
  slots: () => Infinity,
  truth: () => endless(0, 'whatever limit is found is the generator or this host'),
  simulate: (_params, { answer }) => ({
    advance: () => {},
    load: () => ({ inService: 0, queued: 0 }),
    arrive: (ticket, now) => answer(ticket, 200, now),
  }),
})
