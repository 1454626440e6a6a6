import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** A program of somebody else's that runs for a test, and can be stopped and started again with what it has kept. */
export interface RealServer extends AsyncDisposable {
  readonly url: string
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
}

export interface RealServerOptions {
  readonly program: string
  /** `folder` is its own and goes with it. */
  readonly args: (folder: string, port: number) => readonly string[]
  /** Answers with 2xx when it is ready. */
  readonly readyPath: string
}

/**
 * Whether tests against the program can run. Where CI says that everything is installed (`.ci/run`), they run whatever happens:
 * nothing is left out there without a word.
 */
export const isInstalled = (program: string): boolean =>
  process.env['KNEEPOINT_SERVERS'] === 'installed' || isThere(program)

/** The same for what CI does not install, as it does not install safely everywhere: there it may be left out, with a word. */
export function isThere(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    console.warn(`left out: ${program} is not installed (apt-get install; see .ci/run)`)
    return false
  }
}

export async function startServer(options: RealServerOptions): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), `kneepoint-${options.program}-`))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  const start = async (): Promise<void> => {
    child = spawn(options.program, options.args(folder, port), { cwd: folder, stdio: 'ignore' })
    await untilReady(url + options.readyPath, child)
  }
  const stop = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
  await start()
  return {
    url,
    start,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`)
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return
    await delay(50)
  }
}

/** Free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
