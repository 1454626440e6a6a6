import { UserError } from '../../base/errors.ts'
import type { Contains, MetricId, MetricKind } from '../metrics/metric.ts'
import { withUserTags } from './user-tags.ts'
import { namespaceOf } from './namespace.ts'
import { toText } from './to-text.ts'
import type { ModuleFactory, Vu } from './vu.ts'
import { GoError } from './go-error.ts'

/** A metric as a script holds it. `add` may be passed around without its object. */
interface ScriptMetric {
  readonly name: string
  readonly add: (value?: unknown, tags?: unknown) => boolean
}

function makeMetric(vu: Vu, kind: MetricKind, name: unknown, isTime: unknown): ScriptMetric {
  if (vu.stage !== 'init') throw new GoError('metrics must be declared in the init context')
  const text = name === undefined ? '' : toText(name)
  const id = register(vu, text, kind, isTime ? 'time' : 'default')
  const add = (...args: readonly unknown[]): boolean => addSample(vu, id, args)
  return Object.defineProperty({ name: text, add }, 'name', { writable: false, configurable: false })
}

function register(vu: Vu, name: string, kind: MetricKind, contains: Contains): MetricId {
  try {
    return vu.worker.shard.metrics.register(name, kind, contains)
  } catch (error) {
    throw error instanceof UserError ? new GoError(error.message) : error
  }
}

function addSample(vu: Vu, id: MetricId, args: readonly unknown[]): boolean {
  if (vu.stage === 'init') throw new GoError('Adding to metrics in the init context is not supported')
  const { shard } = vu.worker
  const { name } = shard.metrics.get(id)
  if (args.length === 0) {
    return refuse(vu, `no value was provided for metric '${name}', a number or a boolean value is expected`)
  }
  const value = numberOf(args[0])
  if (Number.isNaN(value)) {
    const shown = shorten(String(args[0]))
    return refuse(vu, `'${shown}' is an invalid value for metric '${name}', a number or a boolean value is expected`)
  }
  shard.add(id, tagsFor(vu, name, args[1]), value, vu.metadata.current)
  return true
}

function numberOf(value: unknown): number {
  if (value === null || typeof value === 'symbol' || typeof value === 'bigint') return Number.NaN
  const number = Number(value)
  // Not only `true` counts as 1: so does anything else that is truthy and converts to 0.
  return number === 0 && Boolean(value) ? 1 : number
}

function tagsFor(vu: Vu, metric: string, given: unknown): number {
  try {
    return withUserTags(vu.worker.shard.tagSets, vu.tags, given)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new GoError(`cannot add tags for the '${metric}' custom metric: ${reason}`, { cause: error })
  }
}

/** A wrong value is an exception only with the option `throw`. */
function refuse(vu: Vu, message: string): false {
  if (vu.worker.config?.http.throw === true) throw new GoError(message)
  vu.worker.log('warn', message, 'engine')
  return false
}

const SHOWN = 100

function shorten(text: string): string {
  const signs = Array.from(text)
  if (signs.length < SHOWN) return text
  const head = signs.slice(0, SHOWN / 2).join('')
  const tail = signs.slice(-SHOWN / 2).join('')
  return `${head}... omitting ${signs.length - SHOWN} characters ...${tail}`
}

export const metrics: ModuleFactory = (vu) => {
  const constructorOf = (kind: MetricKind) =>
    // Not an arrow function: scripts call it with `new`.
    function Metric(name: unknown, isTime?: unknown): ScriptMetric {
      return makeMetric(vu, kind, name, isTime)
    }
  return namespaceOf({
    Counter: constructorOf('counter'),
    Gauge: constructorOf('gauge'),
    Rate: constructorOf('rate'),
    Trend: constructorOf('trend'),
  })
}
