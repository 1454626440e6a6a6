import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { PlainCountReporter } from './scripts/plain-count-reporter.ts'

/** Runs of tests are recorded here, not among those of the user. */
const env = { KNEEPOINT_RECORDS: join(tmpdir(), 'kneepoint-test-records') }

/** They start real servers and processes, too, but ask what comes out and not how fast: two at a time disturb each other no more than a busy machine does. */
const sideBySide = [
  'test/compat/**/*.test.ts',
  'test/integration/{compare,documented-scripts,hidden-proc,http,output,record,replay,report,rest,summaries,thresholds,workload-from}*.test.ts',
  'test/integration/{balance,control-live,control-scenarios,target-metrics}.test.ts',
]

/** Unit tests sit beside the code; integration and e2e start real servers and real processes, so most run one file at a time, and after one another. */
export default defineConfig({
  test: {
    reporters: ['default', new PlainCountReporter()],
    projects: [
      {
        test: {
          name: 'unit',
          env,
          sequence: { groupOrder: 0 },
          include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'side by side',
          env,
          sequence: { groupOrder: 1 },
          include: sideBySide,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'integration',
          env,
          sequence: { groupOrder: 2 },
          include: ['test/integration/**/*.test.ts'],
          exclude: sideBySide,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          env,
          sequence: { groupOrder: 3 },
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
