/** autocannon in a process of its own, so that its CPU can be told from that of the bench. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { watchCpu } from './cpu-watch.ts'

interface Job {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  /** Requests per second; undefined: as many as it can. */
  readonly rate?: number
}

export interface AutocannonRun {
  /** Requests per second. */
  readonly achieved: number
  /** In cores, from its second second on. */
  readonly cpu: number | undefined
}

interface Answer {
  readonly requests: number
  readonly seconds: number
}

export async function runAutocannon(job: Job): Promise<AutocannonRun> {
  const child = fork(import.meta.filename, ['fire', JSON.stringify(job)])
  const answered = once(child, 'message') as Promise<[Answer]>
  await sleep(1500)
  const cpuSince = watchCpu(child.pid ?? 0)
  const cpuAtEnd = sleep((job.seconds - 2) * 1000).then(cpuSince)
  const [{ requests, seconds }] = await answered
  return { achieved: requests / seconds, cpu: await cpuAtEnd }
}

if (process.argv[2] === 'fire') {
  const { seconds, rate, ...job } = JSON.parse(process.argv[3] ?? '{}') as Job
  const { requests, duration } = await autocannon({
    ...job,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
  })
  const answer: Answer = { requests: requests.total, seconds: duration }
  process.send?.(answer)
  process.disconnect?.()
}
