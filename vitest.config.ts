import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { PlainCountReporter } from './scripts/plain-count-reporter.ts'

/** Runs of tests are recorded here, not among those of the user. */
const env = { KNEEPOINT_RECORDS: join(tmpdir(), 'kneepoint-test-records') }

/** Unit tests sit beside the code; integration and e2e start real servers and real processes, so they run one file at a time, and after one another. */
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
          name: 'integration',
          env,
          sequence: { groupOrder: 1 },
          include: ['test/integration/**/*.test.ts', 'test/compat/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          env,
          sequence: { groupOrder: 2 },
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
