import { parsed, problems } from '../../base/result.ts'
import type { Millis } from '../../base/units.ts'
import { durationAbove0 } from '../../engine/config/codec.ts'
import type { OwnHttpOptions } from '../../engine/config/run-config.ts'
import { isToken } from '../../engine/http/token.ts'
import type { ParsedArgs } from '../args.ts'
import type { Flag } from '../flag.ts'

export const backendHeader: Flag<string> = {
  name: 'backend-header',
  value: 'NAME',
  help: 'the response header that names the backend behind a load balancer: X-Pod; without it backends are told apart by address',
  read: (texts, at) => {
    const name = texts.at(-1) ?? ''
    return isToken(name)
      ? parsed(name.toLowerCase())
      : problems(`${at} must be the name of a response header such as X-Pod, got "${name}"`)
  },
}

export const backendPattern: Flag<string> = {
  name: 'backend-pattern',
  value: 'REGEX',
  help: 'what names the backend in that header, or without one in the body: its first group, or all that matches',
  read: (texts, at) => {
    const pattern = texts.at(-1) ?? ''
    if (pattern === '') return problems(`${at} must be a regular expression, got none`)
    const flaw = flawOf(pattern)
    return flaw === undefined ? parsed(pattern) : problems(`${at} must be a regular expression: ${flaw}`)
  },
}

function flawOf(pattern: string): string | undefined {
  try {
    void new RegExp(pattern)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export const connectionMaxAge: Flag<Millis> = {
  name: 'connection-max-age',
  value: 'TIME',
  help: 'open a new connection in place of one that is older, so that backends added in mid-run get load: 10s',
  read: durationAbove0.fromFlags,
}

export const balanceFlags: readonly Flag[] = [backendHeader, backendPattern, connectionMaxAge]

/** What of HTTP k6 has no option for. */
export function ownHttpOf({ valueOf }: ParsedArgs): OwnHttpOptions {
  const header = valueOf(backendHeader)
  const pattern = valueOf(backendPattern)
  const maxAge = valueOf(connectionMaxAge)
  const naming = { ...(header === undefined ? {} : { header }), ...(pattern === undefined ? {} : { pattern }) }
  return {
    ...(maxAge === undefined ? {} : { connectionMaxAge: maxAge }),
    ...(header === undefined && pattern === undefined ? {} : { backend: naming }),
  }
}
