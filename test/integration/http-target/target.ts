import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TargetPorts {
  readonly plain: number
  /** Closes idle connections after 50 ms. */
  readonly impatient: number
  readonly tls: number
  readonly tls12: number
  /** Wants a client certificate. */
  readonly mutual: number
  /** Vouches for itself. */
  readonly stranger: number
  readonly h2: number
  readonly h2Garbage: number
  readonly rude: number
  readonly rudeTls: number
  readonly proxy: number
}

export interface Target extends AsyncDisposable {
  readonly ports: TargetPorts
  /** Reads `ca-cert`, `client-cert`, `client-key` ... */
  readonly pem: (name: string) => string
  readonly pemPath: (name: string) => string
}

/** The servers of the HTTP tests, in a process of their own. */
export async function startTarget(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-http-'))
  makeCertificates(folder)
  const child = fork(join(import.meta.dirname, 'process.ts'), [folder])
  const [ports] = (await once(child, 'message')) as [TargetPorts]
  const pemPath = (name: string): string => join(folder, `${name}.pem`)
  return {
    ports,
    pemPath,
    pem: (name) => readFileSync(pemPath(name), 'utf8'),
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.kill()
      await exited
      rmSync(folder, { recursive: true })
    },
  }
}

/** An authority, and a server (localhost, 127.0.0.1) and a client it vouches for. */
function makeCertificates(folder: string): void {
  const openssl = (...args: readonly string[]): unknown => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  for (const name of ['ca', 'stranger']) {
    const files = ['-keyout', `${name}-key.pem`, '-out', `${name}-cert.pem`]
    openssl('req', '-x509', ...key, ...files, '-days', '2', '-subj', `/CN=${name}`)
  }
  writeFileSync(join(folder, 'server.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  writeFileSync(join(folder, 'client.ext'), 'extendedKeyUsage=clientAuth\n')
  for (const name of ['server', 'client']) {
    openssl('req', ...key, '-keyout', `${name}-key.pem`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
    const signing = ['-CA', 'ca-cert.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-days', '2']
    openssl('x509', '-req', '-in', `${name}.csr`, ...signing, '-extfile', `${name}.ext`, '-out', `${name}-cert.pem`)
  }
}
