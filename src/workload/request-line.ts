import { type Parsed, parsed, problems } from '../base/result.ts'
import type { WorkloadRequest } from './workload-model.ts'

const line = /^(?:([A-Za-z]+)\s+)?((?:https?:\/\/|\/)\S*)$/

/** `GET /items`, `/items`, `POST https://shop.example/orders`. */
export function readRequestLine(text: string): Parsed<WorkloadRequest> {
  const [, method = 'GET', path] = line.exec(text.trim()) ?? []
  if (path === undefined) return problems(`must be a method and a path, such as GET /items, got ${text}`)
  return parsed({ method: method.toUpperCase(), paths: [path], headers: {}, body: undefined })
}
