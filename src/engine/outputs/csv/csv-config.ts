import { type Parsed, parsed, problems } from '../../../base/result.ts'
import type { Millis } from '../../../base/units.ts'
import { choice, durationAbove0, filledText } from '../../config/codec.ts'
import type { OutputSource } from '../output-source.ts'
import { readSettings, type SettingTable } from '../settings.ts'
import { type TimeFormat, timeFormats } from './time-format.ts'

export interface CsvSettings {
  /** `-`: standard output. */
  readonly file: string
  readonly saveInterval: Millis
  readonly timeFormat: TimeFormat
}

export interface CsvConfig extends CsvSettings {
  readonly kind: 'csv'
}

export const csvSettings: SettingTable<CsvSettings> = {
  file: {
    codec: filledText,
    argument: 'fileName',
    env: 'K6_CSV_FILENAME',
    json: 'file_name',
    fallback: 'file.csv',
  },
  saveInterval: {
    codec: durationAbove0,
    argument: 'saveInterval',
    env: 'K6_CSV_SAVE_INTERVAL',
    json: 'save_interval',
    fallback: 1000,
  },
  timeFormat: {
    codec: choice(timeFormats),
    argument: 'timeFormat',
    env: 'K6_CSV_TIME_FORMAT',
    json: 'time_format',
    fallback: 'unix',
  },
}

/** `csv`, `csv=FILE`, or `csv=fileName=FILE,saveInterval=TIME,timeFormat=FORMAT`. */
export function readCsv({ argument, env, json }: OutputSource): Parsed<CsvConfig> {
  const given = readArgument(argument)
  if (!given.ok) return given
  const settings = readSettings('csv', csvSettings, { argument: given.value, env, json })
  return settings.ok ? parsed({ kind: 'csv', ...settings.value }) : settings
}

function readArgument(argument: string): Parsed<Readonly<Record<string, string>>> {
  if (!argument.includes('=')) return parsed(argument === '' ? {} : { fileName: argument })
  const pairs = argument.split(',').map((pair) => pair.split(/=(.*)/s, 2))
  const wrong = pairs.filter(([, value = '']) => value === '')
  if (wrong.length > 0) return problems(...wrong.map(([key]) => `--out csv: ${key} must have a value: ${key}=VALUE`))
  return parsed(Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value])))
}
