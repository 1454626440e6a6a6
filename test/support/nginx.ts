import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RealServer, startServer } from './real-server.ts'

export interface Proxy extends RealServer {
  /** By its access log: answers of each upstream, by address. */
  readonly dealt: () => Readonly<Record<string, number>>
}

/** An nginx of its own in front of servers on this machine; `balance`: `random;`, `least_conn;`. It names who answered as `X-Upstream`. */
export async function startNginx(balance: string, ports: readonly number[]): Promise<Proxy> {
  let log = ''
  const server = await startServer({
    program: 'nginx',
    readyPath: '/ready',
    args: (folder, port) => {
      const file = join(folder, 'nginx.conf')
      log = join(folder, 'access.log')
      writeFileSync(
        file,
        `daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  log_format upstream '$upstream_addr';
  access_log ${log} upstream;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  upstream pods { ${balance} ${ports.map((each) => `server 127.0.0.1:${each};`).join(' ')} }
  server {
    listen 127.0.0.1:${port};
    location = /ready { access_log off; return 204; }
    location / { proxy_pass http://pods; add_header X-Upstream $upstream_addr always; }
  }
}
`,
      )
      return ['-c', file, '-e', join(folder, 'error.log')]
    },
  })
  return { ...server, dealt: () => countOf(readFileSync(log, 'utf8').trim().split('\n')) }
}

function countOf(lines: readonly string[]): Readonly<Record<string, number>> {
  const groups = [...Map.groupBy(lines, (line) => line)]
  return Object.fromEntries(groups.map(([line, all]) => [line, all.length]))
}
