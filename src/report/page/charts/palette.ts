import type { Tone } from '../../chart.ts'

/** Colours are the style's business; charts ask for them at every drawing, so that they follow the theme. */
export const colorOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()

export const toneColor = (tone: Tone | 'mark' | 'alarm'): string => colorOf(`tone-${tone}`)

/** The same colour, so much of it. */
export function faded(color: string, share: number): string {
  const hex = /^#(..)(..)(..)$/.exec(color)
  if (hex === null) return color
  const [red, green, blue] = hex.slice(1).map((part) => Number.parseInt(part, 16))
  return `rgba(${red}, ${green}, ${blue}, ${share})`
}

/** Colours between stops, from few to many. */
export function heatColors(steps: number): readonly string[] {
  const stops = [0, 1, 2, 3, 4].map((stop) => colorOf(`heat-${stop}`))
  return Array.from({ length: steps }, (_, step) => {
    const at = (step / Math.max(1, steps - 1)) * (stops.length - 1)
    const low = Math.min(stops.length - 2, Math.floor(at))
    return mixed(stops[low] ?? '', stops[low + 1] ?? '', at - low)
  })
}

function mixed(from: string, to: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16))
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share)
  })
  return `rgb(${parts.join(', ')})`
}
