import { type Parsed, parsed, problems } from '../../../base/result.ts'
import { type LogFormat, newEntry } from '../log-entry.ts'
import { isApacheFormat, toNginxFormat } from './apache.ts'
import { jsonParser } from './json-lines.ts'
import { COMBINED, COMMON, nginxTemplate, nginxVariables } from './nginx.ts'
import { templateParser } from './template.ts'

const ofTemplate = (name: string, format: string): LogFormat => ({
  name,
  parse: templateParser(nginxTemplate(format)),
})

const named = {
  combined: () => ofTemplate('combined', COMBINED),
  common: () => ofTemplate('common', COMMON),
  json: (): LogFormat => ({ name: 'json', parse: jsonParser() }),
} as const

/** What can be said about formats when a log is in none that we know. */
export const formatHelp = `--format says how its lines are built: combined, common, json, or the log_format of nginx or LogFormat of Apache itself, such as
  --format '$remote_addr - - [$time_local] "$request" $status $body_bytes_sent $request_time'
  --format '%h %l %u %t "%r" %>s %b %D'`

const times = ['time_local', 'time_iso8601', 'msec']
const targets = ['request', 'request_uri', 'uri']

/** Reads `--format`; `auto` gives undefined: the log itself will tell. */
export function readFormat(text: string): Parsed<LogFormat | undefined> {
  if (text === 'auto') return parsed(undefined)
  if (Object.hasOwn(named, text)) return parsed(named[text as keyof typeof named]())
  const format = isApacheFormat(text) ? toNginxFormat(text) : text
  const variables = nginxVariables(format)
  const hasTime = times.some((name) => variables.includes(name))
  const hasTarget = targets.some((name) => variables.includes(name))
  if (hasTime && hasTarget) return parsed(ofTemplate('as --format says', format))
  const missing = [hasTime ? [] : ['a time'], hasTarget ? [] : ['a request']].flat()
  return problems(`has to name ${missing.join(' and ')}, got ${text}\n  ${formatHelp}`)
}

/** The format that most of the first lines are in; undefined when it is none that we know. */
export function detectFormat(lines: readonly string[]): LogFormat | undefined {
  const entry = newEntry()
  return [named.json, named.combined, named.common]
    .map((make) => make())
    .find(({ parse }) => lines.filter((line) => parse(line, entry)).length * 2 > lines.length)
}
