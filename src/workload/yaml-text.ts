import { formatDuration } from '../base/duration.ts'
import type { Workload, WorkloadModel } from './workload-model.ts'

/** What a reader of the file is told beside the model: lines above it, and behind the fields of a workload by its name. */
export interface YamlRemarks {
  readonly head: readonly string[]
  readonly tps: ReadonlyMap<string, string>
  readonly response: ReadonlyMap<string, string>
}

/** A model of requests as the YAML that `readYaml` reads. */
export function yamlText(model: WorkloadModel, remarks: YamlRemarks): string {
  const url = model.url === undefined ? '# url: https://staging.example   # or --url' : `url: ${quote(model.url)}`
  return [
    ...remarks.head.map((line) => `# ${line}`),
    url,
    `model: ${model.model}`,
    'workloads:',
    ...model.workloads.flatMap((workload) => linesOf(workload, remarks)),
    '',
  ].join('\n')
}

function linesOf(workload: Workload, remarks: YamlRemarks): string[] {
  const { name, tps, response, think, transaction } = workload
  return [
    `  - name: ${quote(name)}`,
    `    tps: ${tps}${behind(remarks.tps.get(name))}`,
    ...(response === undefined
      ? []
      : [`    response: ${formatDuration(response)}${behind(remarks.response.get(name))}`]),
    `    response-target: ${formatDuration(workload.responseTarget)}`,
    ...(think === undefined ? [] : [`    think: ${formatDuration(think)}`, ...lawLines(workload)]),
    ...(transaction?.kind === 'request' ? requestLines(transaction.request) : []),
  ]
}

const behind = (remark: string | undefined): string => (remark === undefined ? '' : `   # ${remark}`)

function lawLines({ thinkLaw }: Workload): string[] {
  if (thinkLaw.kind === 'constant') return []
  return [`    think-law: ${thinkLaw.kind}`, `    think-spread: ${Number((thinkLaw.spread * 100).toPrecision(3))}%`]
}

function requestLines({ method, paths }: { readonly method: string; readonly paths: readonly string[] }): string[] {
  const [only] = paths
  if (only !== undefined && paths.length === 1) return [`    request: { method: ${method}, path: ${quote(only)} }`]
  return ['    request:', `      method: ${method}`, '      paths:', ...paths.map((path) => `        - ${quote(path)}`)]
}

/** JSON's strings are YAML's, too (YAML 1.2, 7.3.1). */
const quote = (text: string): string => JSON.stringify(text)
