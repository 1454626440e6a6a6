import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { certificate, key } from '../../src/cli/calibration/null-certificate.ts'
import { freePort } from '../../test/support/real-server.ts'
import { pinned } from './pinned.ts'
import type { RivalTarget } from './target.ts'
import { DOCUMENT, TEXT } from './target.ts'

/** One nginx process on one core. */
export async function startNginx(core: number): Promise<RivalTarget> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-nginx-'))
  const [port, securePort] = [await freePort(), await freePort()]
  writeFileSync(join(folder, 'key.pem'), key)
  writeFileSync(join(folder, 'certificate.pem'), certificate)
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, securePort))
  const [program, ...args] = pinned(core, ['nginx', '-p', folder, '-c', join(folder, 'nginx.conf')])
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const url = `http://127.0.0.1:${port}`
  let asked = 0
  const requests = async (): Promise<number> => {
    asked += 1
    const text = await (await fetch(`${url}/status`)).text()
    return Number(/requests\s+\d+ \d+ (\d+)/.exec(text)?.[1]) - asked
  }
  await untilItAnswers(url, () => asked++)
  return {
    name: 'nginx',
    url,
    secureUrl: `https://127.0.0.1:${securePort}`,
    requests,
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
      rmSync(folder, { recursive: true })
    },
  }
}

/** One process does all (`master_process off`), so its CPU is that of its process id. */
const configuration = (folder: string, port: number, securePort: number): string => `
master_process off; daemon off; pid ${folder}/pid; error_log /dev/null;
events { worker_connections 16000; }
http {
  access_log off; keepalive_requests 1000000000; keepalive_timeout 3600s; client_body_temp_path ${folder};
  server {
    listen 127.0.0.1:${port} backlog=4096;
    listen 127.0.0.1:${securePort} ssl backlog=4096;
    ssl_certificate ${folder}/certificate.pem; ssl_certificate_key ${folder}/key.pem;
    location / { default_type text/plain; return 200 '${TEXT}'; }
    location = /json { default_type application/json; return 200 '${DOCUMENT}'; }
    location = /status { stub_status; }
  }
}`

async function untilItAnswers(url: string, asked: () => void): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(`${url}/status`).catch(() => undefined)
    if (answer?.ok === true) return asked()
    await sleep(50)
  }
  throw new Error('nginx does not answer: is it built with ngx_http_stub_status_module?')
}
