import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, type RealServer, startServer } from './real-server.ts'

/** An InfluxDB 1 of its own, empty. */
export async function startInflux(): Promise<RealServer> {
  const rpcPort = await freePort()
  return startServer({
    program: 'influxd',
    readyPath: '/ping',
    args: (folder, port) => {
      const file = join(folder, 'influxdb.conf')
      writeFileSync(file, configOf(folder, port, rpcPort))
      return ['-config', file]
    },
  })
}

const configOf = (folder: string, port: number, rpcPort: number): string => `
reporting-disabled = true
bind-address = "127.0.0.1:${rpcPort}"
[meta]
dir = "${folder}/meta"
[data]
dir = "${folder}/data"
wal-dir = "${folder}/wal"
[http]
bind-address = "127.0.0.1:${port}"
log-enabled = false
`

/** The rows of the first series that the query finds; every value as InfluxDB gives it. */
export async function queryInflux(url: string, db: string, query: string): Promise<readonly (readonly unknown[])[]> {
  const search = new URLSearchParams({ db, q: query, epoch: 'ns' }).toString()
  const answer = await fetch(`${url}/query?${search}`)
  const body = (await answer.json()) as {
    readonly results: readonly [{ readonly series?: readonly [{ readonly values: readonly (readonly unknown[])[] }] }]
  }
  return body.results[0].series?.[0].values ?? []
}
