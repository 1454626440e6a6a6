import type { RunConfig } from '../../src/engine/config/run-config.ts'
import {
  RECORD_FORMAT,
  RECORD_VERSION,
  recordedConfigOf,
  type RecordHeader,
} from '../../src/engine/record/record-format.ts'

/** Of a run that a test makes up. */
export const recordHeader = (id: string, config: RunConfig): RecordHeader => ({
  format: RECORD_FORMAT,
  version: RECORD_VERSION,
  id,
  program: '0.0.0',
  command: 'explore',
  target: 'http://127.0.0.1:1/',
  script: undefined,
  startedAt: '2026-11-28T12:00:00.000Z',
  labels: {},
  config: recordedConfigOf(config),
  host: {},
})
