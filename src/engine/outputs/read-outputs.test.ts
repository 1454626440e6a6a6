import { expect, it } from 'vitest'
import { problemsOf } from '../../base/result.ts'
import { readOutputs } from './read-outputs.ts'

const read = (texts: readonly string[], env: Record<string, string> = {}, collectors?: unknown): unknown => {
  const result = readOutputs(texts, { env, collectors })
  return result.ok ? result.value : result.problems
}
const wrong = (text: string): string => problemsOf(readOutputs([text], { env: {}, collectors: undefined })).join('\n')

it('reads several outputs, the same one twice too', () => {
  expect(read(['json=a.json', 'json=b=c.json.gz', 'csv'])).toEqual([
    { kind: 'json', file: 'a.json' },
    { kind: 'json', file: 'b=c.json.gz' },
    { kind: 'csv', file: 'file.csv', saveInterval: 1000, timeFormat: 'unix' },
  ])
})

it.each(['json', 'json=', 'json=-'])('takes %s for standard output', (text) => {
  expect(read([text])).toEqual([{ kind: 'json', file: '-' }])
})

it("lets the argument win over the environment, and that over k6's config file", () => {
  const collectors = { csv: { file_name: 'file', time_format: 'unix_nano', save_interval: '3s' } }
  const env = { K6_CSV_TIME_FORMAT: 'rfc3339', K6_CSV_FILENAME: 'environment' }
  expect(read(['csv=argument'], env, collectors)).toEqual([
    { kind: 'csv', file: 'argument', saveInterval: 3000, timeFormat: 'rfc3339' },
  ])
  expect(read(['csv=fileName=x,timeFormat=unix_milli'], env, collectors)).toMatchObject([
    { file: 'x', timeFormat: 'unix_milli' },
  ])
})

it.each([
  [
    'jsn=x',
    '--out jsn: there is no such output; did you mean "json"?; there are csv, experimental-prometheus-rw, influxdb, json, opentelemetry',
  ],
  ['kafka=x', 'k6 has removed it too'],
  ['cloud', 'kneepoint has no cloud'],
  [
    'csv=fileNam=x',
    'there is no setting "fileNam"; did you mean "fileName"?; it has fileName, saveInterval, timeFormat',
  ],
  ['csv=timeFormat=unixx', '--out csv: timeFormat must be one of "unix"'],
  ['csv=saveInterval=soon', '--out csv: saveInterval must be a duration'],
  ['csv=fileName=,timeFormat=unix', '--out csv: fileName must have a value'],
])('says what is wrong with %s', (text, message) => {
  expect(wrong(text)).toContain(message)
})

it('says everything that is wrong with all of them at once', () => {
  expect(read(['nothing', 'csv=a=b,saveInterval=0s'], { K6_CSV_TIME_FORMAT: 'x' })).toHaveLength(4)
})
