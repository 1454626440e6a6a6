import type { Tone } from './chart.ts'

type Pair = readonly [light: string, dark: string]

/** Each meaning has one colour everywhere, that of the terminal (ui/theme.ts, after Okabe and Ito): darker on white, brighter on black. */
const tones: Readonly<Record<Tone | 'mark' | 'alarm', Pair>> = {
  offered: ['#0b8cb3', '#2bb3dc'],
  achieved: ['#00925f', '#12b57f'],
  good: ['#7f9a12', '#a9c53f'],
  error: ['#d6453b', '#ee6a5f'],
  dropped: ['#b3590a', '#e09550'],
  p50: ['#4278dc', '#6b9cf5'],
  p95: ['#a98300', '#d3a714'],
  p99: ['#d8660a', '#f5852f'],
  due: ['#4b5560', '#aab4bd'],
  vus: ['#7c8692', '#828c97'],
  inside: ['#0b8cb3', '#2bb3dc'],
  cpu: ['#4278dc', '#6b9cf5'],
  own: ['#00925f', '#12b57f'],
  target: ['#d8660a', '#f5852f'],
  loop: ['#0b8cb3', '#2bb3dc'],
  memory: ['#7c8692', '#828c97'],
  mark: ['#a8419a', '#d478c7'],
  alarm: ['#d6453b', '#ee6a5f'],
}

const others: Readonly<Record<string, Pair>> = {
  ground: ['#f6f7f7', '#111417'],
  surface: ['#ffffff', '#181c20'],
  text: ['#1b2126', '#e4e8eb'],
  dim: ['#5b6670', '#98a3ad'],
  rule: ['#dfe3e6', '#2c3339'],
  grid: ['#eceff1', '#242a30'],
  pause: ['#eef0f2', '#21272c'],
  link: ['#0b6f90', '#5cc3e0'],
  good: ['#00734f', '#2fc48d'],
  bad: ['#c03629', '#f0776c'],
  'zone-a': ['#00925f', '#12b57f'],
  'zone-b': ['#a98300', '#d3a714'],
  'zone-c': ['#d6453b', '#ee6a5f'],
  // Brightness alone tells them apart, for any eyes.
  'heat-0': ['#e4eff5', '#1d2a35'],
  'heat-1': ['#a9d3e0', '#1f4a6b'],
  'heat-2': ['#4fa3c4', '#2580a3'],
  'heat-3': ['#23629f', '#66bfc4'],
  'heat-4': ['#14235e', '#eaf7d5'],
}

export const allColors: readonly (readonly [name: string, Pair])[] = [
  ...Object.entries(tones).map(([tone, pair]) => [`tone-${tone}`, pair] as const),
  ...Object.entries(others),
]

const listed = (scheme: 'light' | 'dark'): string =>
  [`color-scheme:${scheme}`, ...allColors.map(([name, pair]) => `--${name}:${pair[scheme === 'light' ? 0 : 1]}`)].join(
    ';',
  )

/** The colours as style: the system's scheme, unless the reader has chosen one; and a class for each tone. */
export const colorStyle = (): string =>
  [
    `:root{${listed('light')}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${listed('dark')}}}`,
    `:root[data-theme=dark]{${listed('dark')}}`,
    ...Object.keys(tones).map((tone) => `.tone-${tone}{--tone:var(--tone-${tone})}`),
  ].join('\n')
