import { type ProfileTimes, zonesOf } from '../load-test/profiles.ts'
import type { ProfileName, TestPlan } from '../load-test/test-plan.ts'

/** A test of this kind with one workload. */
export const makePlan = (
  profile: ProfileName,
  target: number,
  { steady, compress = 60, responseTarget = 200 }: Partial<ProfileTimes> & { readonly responseTarget?: number } = {},
): TestPlan => ({
  profile,
  model: 'open',
  target,
  compress,
  zones: zonesOf(profile, { steady, compress }),
  workloads: [{ name: 'all', tps: target, responseTarget }],
  conditions: { success: 0.98, cpu: 0.7 },
})
