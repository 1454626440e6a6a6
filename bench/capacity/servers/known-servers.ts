import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../../test/support/real-server.ts'
import { type RunningServer, startForeign, startOwn } from './start.ts'

/** A server that nobody here wrote, or one that is bound by its CPU, with what its configuration says it carries. */
export interface KnownServer {
  readonly name: string
  /** In words, what limits it and what should be seen. */
  readonly about: string
  /** Good answers per second at most, by its configuration; what it costs to get through it is left out. */
  readonly configured: number
  /** So many requests at the same time keep it busy without anything refused, if there is such a number. */
  readonly busyWith: number | undefined
  /** `folder` is its own, and everybody may read it. */
  readonly start: (folder: string, scope: AsyncDisposableStack) => Promise<RunningServer>
}

const nginx = async (folder: string, http: string, location: string): Promise<RunningServer> => {
  const port = await freePort()
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  )
  const config = `daemon off; worker_processes 1; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')} crit;
    events { worker_connections 8192; }
    http { access_log off; ${paths.join(' ')} ${http}
      server { listen 127.0.0.1:${port} backlog=4096; server_name all; location / { root ${folder}; ${location} } } }`
  return startForeign('nginx', ['-p', folder, '-c', written(folder, 'nginx.conf', config)], port)
}

function written(folder: string, name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

/** A backend that takes so many ms for each request. */
const delayed = async (scope: AsyncDisposableStack, delay: number): Promise<number> =>
  scope.use(await startOwn('delay.ts', delay)).port

export const knownServers: readonly KnownServer[] = [
  {
    name: 'nginx limit_req',
    about: 'limit_req rate=200r/s burst=20 nodelay: a token bucket; more is refused with 429 at once',
    configured: 200,
    busyWith: undefined,
    start: (folder) => {
      written(folder, 'index.html', 'ok')
      return nginx(
        folder,
        'limit_req_zone $server_name zone=all:1m rate=200r/s;',
        'limit_req zone=all burst=20 nodelay; limit_req_status 429;',
      )
    },
  },
  {
    name: 'nginx limit_conn',
    about: 'limit_conn 8 in front of a backend of 20 ms: no queue; a ninth at the same time is refused with 503',
    configured: 400,
    busyWith: 8,
    start: async (folder, scope) => {
      const backend = await delayed(scope, 20)
      return nginx(
        folder,
        `limit_conn_zone $server_name zone=inside:1m; upstream behind { server 127.0.0.1:${backend}; keepalive 16; }`,
        'limit_conn inside 8; proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection "";',
      )
    },
  },
  {
    name: 'haproxy maxconn',
    about: 'round robin over two servers, 4 connections each, of 20 ms (200/s) and 40 ms (100/s), queue at most 500 ms',
    configured: 300,
    busyWith: 32,
    start: async (folder, scope) => {
      const [quick, slow, port] = [await delayed(scope, 20), await delayed(scope, 40), await freePort()]
      const config = `
global
  maxconn 8192
defaults
  mode http
  timeout connect 1s
  timeout client 60s
  timeout server 60s
  timeout queue 500ms
frontend in
  bind 127.0.0.1:${port}
  default_backend two
backend two
  balance roundrobin
  server quick 127.0.0.1:${quick} maxconn 4
  server slow 127.0.0.1:${slow} maxconn 4
`
      return startForeign('haproxy', ['-db', '-f', written(folder, 'haproxy.cfg', config)], port)
    },
  },
  {
    name: 'node burning CPU',
    about: 'one thread, 5 ms of CPU for each request, no limit of its own: what is too much waits in the event loop',
    configured: 200,
    busyWith: 2,
    start: () => startOwn('../../verdict/servers/burn.ts', 5),
  },
  {
    name: 'apache prefork',
    about:
      'MaxRequestWorkers 10, KeepAlive Off, in front of a backend of 50 ms: what is too much waits in the listen queue',
    configured: 200,
    busyWith: 20,
    start: async (folder, scope) => {
      const [backend, port] = [await delayed(scope, 50), await freePort()]
      const modules = ['mpm_prefork', 'authz_core', 'proxy', 'proxy_http'].map(
        (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
      )
      const config = `
ServerRoot ${folder}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${join(folder, 'pid')}
ErrorLog ${join(folder, 'error.log')}
Mutex posixsem
User www-data
Group www-data
${modules.join('\n')}
ServerLimit 10
StartServers 10
MinSpareServers 10
MaxSpareServers 10
MaxRequestWorkers 10
KeepAlive Off
ListenBacklog 511
ProxyPass / http://127.0.0.1:${backend}/
`
      return startForeign('apache2', ['-D', 'FOREGROUND', '-f', written(folder, 'apache.conf', config)], port)
    },
  },
]
