import type { Parsed } from '../../base/result.ts'
import { type CsvConfig, readCsv } from './csv/csv-config.ts'
import { type InfluxConfig, readInflux } from './influxdb/influx-config.ts'
import { type JsonConfig, readJson } from './json/json-config.ts'
import type { OutputSource } from './output-source.ts'
import { type OtelConfig, readOtel } from './opentelemetry/otel-config.ts'
import { type PrometheusConfig, readPrometheus } from './prometheus/prometheus-config.ts'

/** What one output was asked to be; it crosses threads. */
export type OutputConfig = JsonConfig | CsvConfig | InfluxConfig | PrometheusConfig | OtelConfig
export type OutputKind = OutputConfig['kind']

/** By the name in `--out`: how what the user says is read. */
export const outputReaders: { readonly [K in OutputKind]: (source: OutputSource) => Parsed<OutputConfig> } = {
  json: readJson,
  csv: readCsv,
  influxdb: readInflux,
  'experimental-prometheus-rw': readPrometheus,
  opentelemetry: readOtel,
}

/** What an output is made from: single samples, or the sums of each series over a quarter of a second, or a second where there are very many. */
export const needs: Readonly<Record<OutputKind, 'samples' | 'sums'>> = {
  json: 'samples',
  csv: 'samples',
  influxdb: 'samples',
  'experimental-prometheus-rw': 'sums',
  opentelemetry: 'sums',
}

export const writesToStdout = (config: OutputConfig): boolean => 'file' in config && config.file === '-'
