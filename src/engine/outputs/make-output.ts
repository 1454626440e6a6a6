import type { Millis } from '../../base/units.ts'
import { csvLines } from './csv/csv-lines.ts'
import { FileOutput } from './files/file-output.ts'
import { InfluxOutput } from './influxdb/influx-output.ts'
import { jsonLines } from './json/json-lines.ts'
import type { OutputContext } from './output-context.ts'
import type { OutputConfig } from './output-kinds.ts'
import type { Output } from './output.ts'

/** As in k6. */
const JSON_INTERVAL: Millis = 200

/** Libraries are loaded by the outputs that need them. */
export async function makeOutput(config: OutputConfig, context: OutputContext): Promise<Output> {
  const { facts } = context
  switch (config.kind) {
    case 'json':
      return new FileOutput(
        { name: 'json', file: config.file, interval: JSON_INTERVAL, format: jsonLines(facts) },
        context,
      )
    case 'csv': {
      const format = csvLines(facts.systemTags, config.timeFormat)
      return new FileOutput({ name: 'csv', file: config.file, interval: config.saveInterval, format }, context)
    }
    case 'influxdb':
      return new InfluxOutput(config, context)
    case 'experimental-prometheus-rw': {
      const { PrometheusOutput } = await import('./prometheus/prometheus-output.ts')
      return new PrometheusOutput(config, context)
    }
    case 'opentelemetry': {
      const { OtelOutput } = await import('./opentelemetry/otel-output.ts')
      return new OtelOutput(config, context)
    }
  }
}
