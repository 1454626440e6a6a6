import type { Millis } from '../../base/units.ts'
import type { Workload, WorkloadModel, WorkloadRequest } from '../workload-model.ts'
import { execNamesOf } from './exec-names.ts'
import { thinkCode, thinkExpression } from './think-code.ts'

/** The model as a k6 script: a function for each workload, without options. The functions of its script are exported beside them. */
export function scriptText(model: WorkloadModel): string {
  const { workloads, script } = model
  const names = execNamesOf(workloads)
  const imports = [
    `import http from 'k6/http'`,
    `import exec from 'k6/execution'`,
    `import { sleep } from 'k6'`,
    ...(script === undefined ? [] : ownFunctions(script, workloads)),
  ]
  const functions = workloads.map((workload, index) => functionOf(workload, names[index] ?? '', model.url))
  return `${imports.join('\n')}\n\n${thinkCode(workloads.map(({ thinkLaw }) => thinkLaw))}\n${functions.join('\n')}`
}

/** `export *` leaves the default function out. */
function ownFunctions(script: string, workloads: readonly Workload[]): string[] {
  const usesDefault = workloads.some(
    ({ transaction }) => transaction?.kind === 'function' && transaction.name === 'default',
  )
  return [
    `import * as own from ${quote(script)}`,
    `export * from ${quote(script)}`,
    ...(usesDefault ? [`export default own['default']`] : []),
  ]
}

function functionOf(workload: Workload, name: string, url: string | undefined): string {
  const { transaction } = workload
  const thinking = thinkLine(workload)
  if (transaction?.kind === 'function') {
    return `export function ${name}(data) {\n${thinking}  return own[${quote(transaction.name)}](data)\n}\n`
  }
  if (transaction === undefined) return ''
  const { request } = transaction
  const addresses = request.paths.map((path) => addressOf(path, url))
  const [only = quote('')] = addresses
  if (addresses.length === 1)
    return `export function ${name}() {\n${thinking}${requestLine(workload.name, request, only)}}\n`
  const list = `const ${name}_urls = [\n${addresses.map((address) => `  ${address},\n`).join('')}]\n`
  const any = `${name}_urls[Math.floor(Math.random() * ${addresses.length})]`
  return `${list}export function ${name}() {\n${thinking}${requestLine(workload.name, request, any)}}\n`
}

function thinkLine({ think, thinkLaw, response = 0 }: Workload): string {
  if (think === undefined) return ''
  return `  think(${thinkExpression(thinkLaw, secondsOf(think))}, ${secondsOf(think + response)})\n`
}

/** Nanoseconds are fine enough, and take back what binary fractions add. */
const secondsOf = (ms: Millis): number => Math.round(ms * 1e6) / 1e9

/** All requests of a workload are counted under its name; what comes back is not kept. */
function requestLine(workload: string, { method, headers, body }: WorkloadRequest, address: string): string {
  const params = {
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    tags: { name: workload },
    responseType: 'none',
  }
  const content = body === undefined ? 'null' : quote(body)
  return `  http.request(${quote(method)}, ${address}, ${content}, ${JSON.stringify(params)})\n`
}

const quote = (text: string): string => JSON.stringify(text)

export const isWholeUrl = (path: string): boolean => /^https?:\/\//i.test(path)

/** An expression. Paths are appended, as in `https://host/base` and `/items`; where nothing says of which server, a variable does. */
function addressOf(path: string, url: string | undefined): string {
  if (isWholeUrl(path)) return quote(path)
  const below = path.startsWith('/') ? path : `/${path}`
  return url === undefined ? `__ENV.URL + ${quote(below)}` : quote(`${url.replace(/\/+$/, '')}${below}`)
}
