import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { UserError } from '../base/errors.ts'
import { type Parsed, problems } from '../base/result.ts'
import type { RawModel } from './raw-model.ts'
import { csvTable } from './table/csv-table.ts'
import { markdownTables } from './table/markdown-tables.ts'
import { readTable } from './table/read-table.ts'
import { readYaml } from './yaml/read-yaml.ts'

type Read = (text: string, file: string) => Parsed<RawModel>

const readMarkdown: Read = (text, file) => readTable(markdownTables(text), file)
const readCsv: Read = (text, file) => readTable([csvTable(text)], file)

const readers: Readonly<Record<string, Read>> = {
  '.yaml': readYaml,
  '.yml': readYaml,
  '.md': readMarkdown,
  '.markdown': readMarkdown,
  '.csv': readCsv,
  '.tsv': readCsv,
}

/** Whether a file is a workload model, by its name. */
export const isWorkloadFile = (path: string): boolean => Object.hasOwn(readers, extname(path).toLowerCase())

/** Reads a workload model from a YAML, Markdown or CSV file. */
export function readWorkloadFile(path: string): Parsed<RawModel> {
  const read = readers[extname(path).toLowerCase()]
  if (read !== undefined) return read(contentOf(path), path)
  return problems(`a workload model is a .yaml, .md or .csv file, got ${path}`)
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('WORKLOAD_UNREADABLE', `cannot read the workload model ${path}: ${reason}`, { cause })
  }
}
