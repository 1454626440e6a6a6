import { availableParallelism, totalmem } from 'node:os'

/** What does not change of this machine while a run lasts. */
export const hostFacts = (): { cpus: number; memoryBytes: number; platform: string; node: string } => ({
  cpus: availableParallelism(),
  memoryBytes: totalmem(),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
})
