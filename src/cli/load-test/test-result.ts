import type { TestView } from '../../analysis/load-test/test-view.ts'

/** What `--result` and the record keep of a test: the plan, each workload, the verdict. */
export type TestResult = Pick<TestView, 'plan' | 'workloads' | 'verdict'>

export const testResultOf = ({ plan, workloads, verdict }: TestView): TestResult => ({ plan, workloads, verdict })
