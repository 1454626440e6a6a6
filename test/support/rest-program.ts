import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { root } from './paths.ts'

/** The program with its REST API, and its end. */
export interface RestProgram extends AsyncDisposable {
  readonly url: string
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>
  readonly get: (path: string) => Promise<unknown>
  readonly send: (method: string, path: string, body?: unknown) => Promise<{ status: number; json: unknown }>
}

const started = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  spawn(process.execPath, ['src/cli/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })

/** Runs it to its end, without looking at its API. */
export async function runToEnd(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = started(args, env)
  child.stdout.resume()
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
  return { code, stderr }
}

/** Starts the program headless with its API at any free port, and waits until that listens. */
export async function startWithRest(args: readonly string[]): Promise<RestProgram> {
  const child = started([...args, '--headless', '--address', '127.0.0.1:0'], {})
  const [stdout, exited] = [text(child.stdout), once(child, 'exit') as Promise<[number | null]>]
  let stderr = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      stderr += part
      const found = /REST API at (\S+)/.exec(stderr)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.on('exit', () => reject(new Error(`it ended before its API listened: ${stderr}`)))
  })
  return {
    url,
    ended: exited.then(async ([code]) => ({ code, stdout: await stdout, stderr })),
    get: async (path) => (await fetch(`${url}${path}`)).json(),
    send: async (method, path, body) => {
      const headers = { 'content-type': 'application/json' }
      const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) }
      const response = await fetch(`${url}${path}`, init)
      const answer = await response.text()
      return { status: response.status, json: answer === '' ? undefined : JSON.parse(answer) }
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
