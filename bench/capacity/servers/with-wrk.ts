import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

const seconds = 10

/** Good answers per second that come back to wrk when all of so many connections always have a request under way: another's word for it. */
export async function withWrk(url: string, connections: number): Promise<number> {
  const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await Promise.all([text(child.stdout), once(child, 'close')])
  const [, all = '0', took = '1'] = /(\d+) requests in ([\d.]+)s/.exec(said) ?? []
  const [, refused = '0'] = /Non-2xx or 3xx responses: (\d+)/.exec(said) ?? []
  return (Number(all) - Number(refused)) / Number(took)
}
