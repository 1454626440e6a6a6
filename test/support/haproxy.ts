import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startServer } from './real-server.ts'

export interface Balancer extends AsyncDisposable {
  readonly url: string
  /** Says it on the socket for administrators; gives what is answered. */
  readonly say: (command: string) => Promise<string>
  /** By its own statistics: requests (mode http) or connections (mode tcp) that each server got. */
  readonly dealt: () => Promise<Readonly<Record<string, number>>>
}

export interface BalancerOptions {
  readonly mode: 'http' | 'tcp'
  /** `roundrobin`, `source`, `leastconn`. */
  readonly balance: string
  readonly ports: Readonly<Record<string, number>>
  /** Get nothing until `set server pods/NAME state ready`. */
  readonly disabled?: readonly string[]
}

/** A haproxy of its own in front of servers on this machine. */
export async function startHaproxy({ mode, balance, ports, disabled = [] }: BalancerOptions): Promise<Balancer> {
  const sockets = mkdtempSync(join(tmpdir(), 'kneepoint-haproxy-'))
  const admin = join(sockets, 'admin.sock')
  const front = await freePort()
  const servers = Object.entries(ports).map(
    ([name, port]) => `  server ${name} 127.0.0.1:${port}${disabled.includes(name) ? ' disabled' : ''}`,
  )
  const server = await startServer({
    program: 'haproxy',
    readyPath: '/ready',
    args: (folder, port) => {
      const file = join(folder, 'haproxy.cfg')
      writeFileSync(
        file,
        `global
  stats socket ${admin} level admin
defaults
  timeout connect 5s
  timeout client 1m
  timeout server 1m
frontend ready
  mode http
  bind 127.0.0.1:${port}
  monitor-uri /ready
frontend front
  mode ${mode}
  bind 127.0.0.1:${front}
  default_backend pods
backend pods
  mode ${mode}
  balance ${balance}
${servers.join('\n')}
`,
      )
      return ['-f', file]
    },
  })
  const say = (command: string): Promise<string> => ask(admin, command)
  return {
    url: `http://127.0.0.1:${front}/`,
    say,
    dealt: async () => dealtIn(await say('show stat'), Object.keys(ports)),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      rmSync(sockets, { recursive: true, force: true })
    },
  }
}

async function ask(path: string, command: string): Promise<string> {
  const socket = connect(path).setEncoding('utf8')
  let text = ''
  socket.on('data', (chunk: string) => (text += chunk)).end(`${command}\n`)
  await once(socket, 'close')
  return text
}

/** Of the CSV: the column `stot`, all sessions; of a server in mode http a session is a request. */
function dealtIn(csv: string, names: readonly string[]): Readonly<Record<string, number>> {
  const [head = '', ...rows] = csv.trim().split('\n')
  const columns = head.replace(/^# /, '').split(',')
  const cells = rows.map((row) => row.split(','))
  const at = (row: readonly string[], column: string): string => row[columns.indexOf(column)] ?? ''
  const servers = cells.filter((row) => at(row, 'pxname') === 'pods' && names.includes(at(row, 'svname')))
  return Object.fromEntries(servers.map((row) => [at(row, 'svname'), Number(at(row, 'stot'))]))
}
