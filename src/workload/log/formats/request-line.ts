import type { LogEntry } from '../log-entry.ts'

const method = /^[A-Z]{3,12}$/
const authority = /^[a-z][a-z\d+.-]*:\/\/[^/]*/i

/** `GET /items?a=1 HTTP/1.1`. What is none (TLS on a plain port, an empty line) leaves the method empty. */
export function readRequestLine(text: string, entry: LogEntry): void {
  const end = text.indexOf(' ')
  const name = end < 0 ? '' : text.slice(0, end)
  entry.method = ''
  if (!method.test(name)) return
  const version = text.lastIndexOf(' HTTP/')
  const target = text.slice(end + 1, version <= end ? text.length : version)
  entry.method = name
  entry.target = pathOf(target)
}

/** Proxies are asked with whole URLs. */
export function pathOf(target: string): string {
  if (target.charCodeAt(0) === 47) return target
  const path = target.replace(authority, '')
  return path.startsWith('/') ? path : `/${path === '*' ? '' : path}`
}
