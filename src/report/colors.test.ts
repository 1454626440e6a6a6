import { expect, it } from 'vitest'
import { allColors } from './colors.ts'

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const schemes = [
  ['light', 0],
  ['dark', 1],
] as const
const colorsOf = (scheme: 0 | 1): Record<string, string> =>
  Object.fromEntries(allColors.map(([name, pair]) => [name, pair[scheme]]))

it.each(schemes)('texts can be read in %s colours: 4.5 to 1', (_, scheme) => {
  const colors = colorsOf(scheme)
  for (const ground of ['ground', 'surface']) {
    for (const text of ['text', 'dim', 'link', 'good', 'bad', 'tone-mark']) {
      expect([text, ground, contrast(colors[text] ?? '', colors[ground] ?? '') >= 4.5]).toEqual([text, ground, true])
    }
  }
})

it.each(schemes)('lines can be seen in %s colours: 3 to 1', (_, scheme) => {
  const colors = colorsOf(scheme)
  for (const name of Object.keys(colors).filter((name) => /^(tone|zone)-/.test(name))) {
    expect([name, contrast(colors[name] ?? '', colors['surface'] ?? '') >= 3]).toEqual([name, true])
  }
})

it.each(schemes)(
  'shades of the heatmap go one way in %s colours, so that brightness alone tells them apart',
  (_, scheme) => {
    const colors = colorsOf(scheme)
    const shades = [0, 1, 2, 3, 4].map((stop) => luminance(colors[`heat-${stop}`] ?? ''))
    const sorted = shades.toSorted((a, b) => (scheme === 0 ? b - a : a - b))
    expect(shades).toEqual(sorted)
  },
)
