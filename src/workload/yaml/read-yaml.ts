import { isMap, LineCounter, type Node, parseDocument } from 'yaml'
import { type Parsed, parsed, problems } from '../../base/result.ts'
import { readShare, readTime, readTps, readUsers } from '../quantities.ts'
import type { RawModel, RawWorkload, StatedTotal } from '../raw-model.ts'
import { mostSpread, type ThinkLaw, thinkKinds, thinkLawOf } from '../think-law.ts'
import { usualConditions, usualResponseTargets } from '../workload-model.ts'
import { readTransaction } from './read-transaction.ts'
import { complain, describe, placeOf, type YamlContext, YamlFields } from './yaml-fields.ts'

/** Reads a workload model in YAML; each problem begins with its file, line and column. */
export function readYaml(text: string, file: string): Parsed<RawModel> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const context: YamlContext = { file, lines, problems: [] }
  for (const { pos, message } of document.errors) {
    const { line, col } = lines.linePos(pos[0])
    context.problems.push(`${file}:${line}:${col}: ${message}`)
  }
  if (context.problems.length > 0) return problems(...context.problems)
  const root = document.contents
  if (!isMap(root)) return problems(`${file}: a workload model is a map with "workloads:" in it, got ${describe(root)}`)
  const model = readModel(new YamlFields(context, root, 'a workload model'))
  return context.problems.length > 0 ? problems(...context.problems) : parsed(model)
}

function readModel(fields: YamlFields): RawModel {
  const law = readThinkLaw(fields)
  const list = fields.list('workloads')
  const model: RawModel = {
    file: fields.context.file,
    model: fields.word('model', ['open', 'closed']) ?? 'open',
    url: fields.text('url'),
    script: fields.text('script'),
    duration: fields.read('duration', above0),
    conditions: {
      success: fields.read('success', readShare) ?? usualConditions.success,
      cpu: fields.read('cpu', readShare) ?? usualConditions.cpu,
    },
    responseTargets: {
      read: fields.read('read-target', above0) ?? usualResponseTargets.read,
      write: fields.read('write-target', above0) ?? usualResponseTargets.write,
    },
    total: readTotal(fields),
    workloads: (list ?? []).flatMap((node) => readWorkload(fields.context, node, law) ?? []),
    notes: [],
  }
  if (list === undefined && fields.get('workloads') === undefined) {
    complain(fields.context, fields.node, 'a workload model needs "workloads:", a list')
  }
  fields.finish()
  return model
}

const above0 = (text: string): Parsed<number> => readTime(text, undefined, 'above-zero')
const time = (text: string): Parsed<number> => readTime(text)

function readWorkload(context: YamlContext, node: Node, law: ThinkLaw | undefined): RawWorkload | undefined {
  if (!isMap(node)) {
    complain(context, node, `a workload must be a map, got ${describe(node)}`)
    return undefined
  }
  const fields = new YamlFields(context, node, 'a workload')
  const name = fields.text('name')
  if (name === undefined) complain(context, node, 'a workload needs a name')
  const workload: RawWorkload = {
    name: name ?? '',
    place: placeOf(context, node),
    stated: {
      tps: fields.read('tps', readTps),
      users: fields.read('users', readUsers),
      response: fields.read('response', above0),
      think: fields.read('think', time),
    },
    computed: undefined,
    thinkLaw: readThinkLaw(fields) ?? law,
    kind: fields.word('kind', ['read', 'write']),
    responseTarget: fields.read('response-target', above0),
    transaction: readTransaction(fields),
  }
  fields.finish()
  return workload
}

/** `think-law: uniform`, with `think-spread: 30%` beside it or without. */
function readThinkLaw(fields: YamlFields): ThinkLaw | undefined {
  const kind = fields.word('think-law', thinkKinds)
  const most = kind === undefined || kind === 'constant' ? 1 : mostSpread[kind]
  const spread = fields.read('think-spread', (text) => readShare(text, most))
  if (kind !== undefined && (kind !== 'constant' || spread === undefined)) return thinkLawOf(kind, spread)
  if (spread !== undefined) {
    complain(
      fields.context,
      fields.get('think-spread'),
      'think-spread needs a think-law of uniform, normal or log-normal',
    )
  }
  return undefined
}

/** `total: 99`: what all TPS together are said to be. */
function readTotal(fields: YamlFields): StatedTotal | undefined {
  const tps = fields.read('total', readTps)
  if (tps === undefined) return undefined
  return { place: placeOf(fields.context, fields.get('total')), tps, users: undefined, computed: undefined }
}
