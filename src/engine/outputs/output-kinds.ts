import type { Parsed } from '../../base/result.ts'
import { type CsvConfig, readCsv } from './csv/csv-config.ts'
import { type InfluxConfig, readInflux } from './influxdb/influx-config.ts'
import { type JsonConfig, readJson } from './json/json-config.ts'
import type { OutputSource } from './output-source.ts'

/** What one output was asked to be; it crosses threads. */
export type OutputConfig = JsonConfig | CsvConfig | InfluxConfig
export type OutputKind = OutputConfig['kind']

/** By the name in `--out`: how what the user says is read. */
export const outputReaders: { readonly [K in OutputKind]: (source: OutputSource) => Parsed<OutputConfig> } = {
  json: readJson,
  csv: readCsv,
  influxdb: readInflux,
}

/** Needs single samples, not only sums over a quarter of a second. */
export const needsSamples: Readonly<Record<OutputKind, boolean>> = {
  json: true,
  csv: true,
  influxdb: true,
}

export const writesToStdout = (config: OutputConfig): boolean => 'file' in config && config.file === '-'
