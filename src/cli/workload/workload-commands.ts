import type { Command } from '../command.ts'
import * as own from '../own-flags.ts'
import * as logFlags from './log-flags.ts'
import * as workloadFlags from './workload-flags.ts'

export type WorkloadCommandName = 'workload'

/** What is done with models of workloads, in the order of the help. */
export const workloadCommands: Readonly<Record<WorkloadCommandName, Command>> = {
  workload: {
    summary: 'check a workload model, or make one from access logs',
    arguments: [
      { name: 'action', help: 'check: solve the table, say what cannot be; from: make one from access logs' },
      {
        name: 'file',
        help: 'the model (.yaml, .md, .csv), or logs of nginx or Apache or JSON lines, plain or gzip; - for standard input',
        isOptional: true,
        isRepeated: true,
      },
    ],
    groups: [
      {
        title: 'From logs',
        flags: [logFlags.cover, logFlags.tpsOf, logFlags.format, logFlags.skip, workloadFlags.url],
      },
      { title: 'Written', flags: [logFlags.write, own.force, own.ascii] },
    ],
    examples: [
      ['kneepoint workload check workload.yaml', 'TPS = users / (response + think), row by row'],
      ['kneepoint workload from access.log access.log.1.gz', 'the routes that make up 80 % of all requests'],
      ['kneepoint workload from --format \'%h %l %u %t "%r" %>s %b %D\' access.log', 'with response times'],
    ],
  },
}
