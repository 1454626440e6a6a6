import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RealServer, startServer } from './real-server.ts'

/** A Prometheus of its own, empty, that takes remote writes and native histograms. */
export const startPrometheus = (): Promise<RealServer> =>
  startServer({
    program: 'prometheus',
    readyPath: '/-/ready',
    args: (folder, port) => {
      const file = join(folder, 'prometheus.yml')
      writeFileSync(file, 'global: {}\n')
      return [
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-remote-write-receiver',
        '--enable-feature=native-histograms',
      ]
    },
  })

export interface PromSeries {
  readonly metric: Readonly<Record<string, string>>
  readonly value: number
}

/** What the query finds at a moment (s since 1970). */
export async function queryPrometheus(
  url: string,
  query: string,
  at: number = Date.now() / 1000,
): Promise<readonly PromSeries[]> {
  const search = new URLSearchParams({ query, time: String(at) }).toString()
  const answer = (await (await fetch(`${url}/api/v1/query?${search}`)).json()) as {
    readonly data: {
      readonly result: readonly { readonly metric: PromSeries['metric']; readonly value: readonly [number, string] }[]
    }
  }
  return answer.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }))
}
