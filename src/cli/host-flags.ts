import { parsed, problems } from '../base/result.ts'
import { parseSelector } from '../probes/target/series.ts'
import { type Flag, toggle } from './flag.ts'

export const calibrate: Flag<boolean> = toggle(
  'calibrate',
  'first measure, for 3 s, what this script comes to here when the target answers at once',
)

export const targetMetrics: Flag<readonly string[]> = {
  name: 'target-metrics',
  value: 'URL',
  help: "the target's own metrics, in the text format of Prometheus (node_exporter, ...); repeatable",
  read: (texts, at) => {
    const wrong = texts.filter((text) => !/^https?:\/\//i.test(text) || !URL.canParse(text))
    return wrong.length === 0
      ? parsed(texts)
      : problems(...wrong.map((text) => `${at} must be a URL such as http://host:9100/metrics, got "${text}"`))
  },
}

export const targetSeries: Flag<readonly string[]> = {
  name: 'target-series',
  value: 'NAME',
  help: 'a series of the target to read besides the known ones: NAME or NAME{label="value"}; repeatable',
  read: (texts, at) => {
    const wrong = texts.filter((text) => parseSelector(text) === undefined)
    return wrong.length === 0
      ? parsed(texts)
      : problems(
          ...wrong.map((text) => `${at} must be a series such as pool_active or pool_active{pool="db"}, got "${text}"`),
        )
  },
}
