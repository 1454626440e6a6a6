import type { Workload } from '../workload-model.ts'

/** Names of the functions of workloads, in their order: `w1_main`. Letters that are not ASCII are left out: k6 allows no others. */
export const execNamesOf = (workloads: readonly Pick<Workload, 'name'>[]): readonly string[] =>
  workloads.map(({ name }, index) => {
    const slug = slugOf(name)
    return slug === '' ? `w${index + 1}` : `w${index + 1}_${slug}`
  })

/** A name as k6 allows it for scenarios: letters, digits, underscores. */
export const slugOf = (name: string): string =>
  name
    .replaceAll(/[^\dA-Za-z]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase()
