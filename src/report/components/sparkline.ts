import { type Html, html } from '../html.ts'
import type { Column } from '../report-data.ts'

const WIDTH = 96
const HEIGHT = 24

/** A small picture of how something went over time, from 0 to `max`; gaps where nothing is known. */
export function sparkline(values: Column, max: number, label: string): Html {
  const step = WIDTH / Math.max(1, values.length - 1)
  const path = values
    .map((value, index) =>
      value === undefined ? '' : `${startsAt(values, index)}${at(index * step)} ${at(yOf(value, max))}`,
    )
    .join('')
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${label}"><path d="${path}"/></svg>`
}

const startsAt = (values: Column, index: number): 'M' | 'L' => (values[index - 1] === undefined ? 'M' : 'L')
const yOf = (value: number, max: number): number => HEIGHT - 1 - (max > 0 ? value / max : 0) * (HEIGHT - 2)
const at = (value: number): string => String(Number(value.toFixed(1)))
