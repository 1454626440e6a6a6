import { isMap, type Node } from 'yaml'
import { type Parsed, parsed, problems } from '../../base/result.ts'
import { readRequestLine } from '../request-line.ts'
import type { Transaction, WorkloadRequest } from '../workload-model.ts'
import { complain, describe, textOf, YamlFields } from './yaml-fields.ts'

/** `request: GET /items`, `request: {method, path or paths, headers, body}`, or `function: NAME`. */
export function readTransaction(fields: YamlFields): Transaction | undefined {
  const name = fields.text('function')
  const node = fields.get('request')
  if (name !== undefined && node !== undefined) {
    complain(fields.context, node, 'a workload has a request or a function, not both')
  }
  if (name !== undefined) return { kind: 'function', name }
  if (node === undefined) return undefined
  const request = isMap(node) ? readRequestMap(fields, node) : readLine(fields, node)
  return request === undefined ? undefined : { kind: 'request', request }
}

function readLine(fields: YamlFields, node: Node): WorkloadRequest | undefined {
  const text = textOf(node)
  if (text === undefined) {
    complain(fields.context, node, `request must be a text such as "GET /items" or a map, got ${describe(node)}`)
    return undefined
  }
  return fields.read('request', readRequestLine)
}

function readRequestMap(outer: YamlFields, node: Extract<Node, { items: unknown }>): WorkloadRequest | undefined {
  if (!isMap(node)) return undefined
  const fields = new YamlFields(outer.context, node, 'request')
  const body = fields.text('body')
  const method = fields.read('method', readMethod) ?? (body === undefined ? 'GET' : 'POST')
  const headers = readHeaders(fields)
  const paths = readPaths(fields)
  fields.finish()
  return paths === undefined ? undefined : { method, paths, headers, body }
}

const readMethod = (text: string): Parsed<string> =>
  /^[A-Za-z]+$/.test(text) ? parsed(text.toUpperCase()) : problems(`must be a method such as GET or POST, got ${text}`)

function readPaths(fields: YamlFields): readonly string[] | undefined {
  const [path, list] = [fields.text('path'), fields.list('paths')]
  if (path !== undefined && list === undefined) return [path]
  if (list === undefined || path !== undefined || list.length === 0) {
    complain(fields.context, fields.node, 'a request needs either a path, or paths with at least one in the list')
    return undefined
  }
  const texts = list.map(textOf)
  for (const [index, text] of texts.entries()) {
    if (text === undefined) complain(fields.context, list[index], `a path must be a text, got ${describe(list[index])}`)
  }
  return texts.filter((text) => text !== undefined)
}

function readHeaders(fields: YamlFields): Readonly<Record<string, string>> {
  const headers = fields.map('headers')
  if (headers === undefined) return {}
  const names = headers.node.items.map(({ key }) => textOf(key as Node) ?? '')
  return Object.fromEntries(names.map((name) => [name, headers.text(name) ?? '']))
}
