import type { Line } from './format/line.ts'

/** What a text means; the theme says how that looks. The same word has the same tone everywhere. */
export type Tone =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'frame'
  | 'key'
  | 'offered'
  | 'achieved'
  | 'good'
  | 'error'
  | 'p50'
  | 'p95'
  | 'p99'
  | 'due'
  | 'mark'
  | 'zoneA'
  | 'zoneB'
  | 'zoneC'
  | 'busy'
  | 'alarm'
  | 'cursor'

export type ColorDepth = 'none' | '16' | '256' | 'true'

/** Codes of SGR, without the escape: what each depth can show. Attributes stay when there is no colour. */
interface Look {
  readonly attribute?: string
  readonly basic?: string
  readonly indexed?: number
  readonly rgb?: string
}

/** After Okabe and Ito, moved towards the middle so that they can be read on black and on white. */
const looks: Readonly<Record<Tone, Look>> = {
  plain: {},
  dim: { attribute: '2' },
  strong: { attribute: '1' },
  frame: { attribute: '2' },
  key: { attribute: '1' },
  offered: { basic: '36', indexed: 38, rgb: '20;165;205' },
  achieved: { basic: '32', indexed: 35, rgb: '0;170;115' },
  good: { basic: '92', indexed: 149, rgb: '165;195;60' },
  error: { attribute: '1', basic: '31', indexed: 203, rgb: '235;85;75' },
  p50: { basic: '94', indexed: 69, rgb: '85;140;245' },
  p95: { basic: '33', indexed: 178, rgb: '205;160;0' },
  p99: { basic: '91', indexed: 208, rgb: '245;125;20' },
  due: { attribute: '1' },
  mark: { basic: '35', indexed: 170, rgb: '205;100;190' },
  zoneA: { basic: '32', indexed: 35, rgb: '0;170;115' },
  zoneB: { basic: '33', indexed: 178, rgb: '205;160;0' },
  zoneC: { attribute: '1', basic: '31', indexed: 203, rgb: '235;85;75' },
  busy: { basic: '36', indexed: 38, rgb: '20;165;205' },
  alarm: { attribute: '1', basic: '33', indexed: 208, rgb: '245;125;20' },
  cursor: { attribute: '7' },
}

/** Every drawing character the screen uses, and what stands for it in a bare font. */
const asciiGlyphs: Readonly<Record<string, string>> = {
  '─': '-',
  '│': '|',
  '┊': ':',
  '━': '=',
  '╍': '~',
  '╏': ':',
  '╶': '-',
  '╴': '-',
  '╺': '=',
  '╸': '=',
  '╭': '.',
  '╮': '.',
  '╰': "'",
  '╯': "'",
  '┏': '.',
  '┓': '.',
  '┗': "'",
  '┛': "'",
  '┃': '|',
  '┤': '|',
  '┼': '+',
  '·': '.',
  '•': '*',
  '●': 'o',
  '◆': '@',
  '▸': '>',
  '▴': '^',
  '█': '#',
  '▁': '_',
  '▂': '.',
  '▃': '-',
  '▄': '=',
  '▅': '+',
  '▆': '*',
  '▇': '%',
  '✓': '+',
  '✗': 'x',
  '±': '~',
  µ: 'u',
  '░': '.',
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '→': '>',
  '…': '>',
}

export interface Theme {
  /** The row as the terminal gets it. */
  readonly paint: (row: Line) => string
}

const reset = '\u001b[0m'
const drawn: RegExp = new RegExp(`[${Object.keys(asciiGlyphs).join('')}]`, 'g')

export function createTheme(color: ColorDepth, ascii: boolean): Theme {
  const openings = Object.fromEntries(
    Object.entries(looks).map(([tone, look]) => [tone, opening(look, color)]),
  ) as Readonly<Record<Tone, string>>
  const toGlyphs = (text: string): string =>
    ascii ? text.replace(drawn, (glyph) => asciiGlyphs[glyph] ?? glyph) : text
  const paint = (row: Line): string => {
    let painted = ''
    for (const { text, tone } of mergeEqualTones(row)) {
      const glyphs = toGlyphs(text)
      const open = openings[tone]
      const isBlank = tone !== 'cursor' && glyphs.trim() === ''
      painted += open === '' || isBlank ? glyphs : `${open}${glyphs}${reset}`
    }
    return painted
  }
  return { paint }
}

function opening({ attribute, basic, indexed, rgb }: Look, color: ColorDepth): string {
  const foreground: Readonly<Record<ColorDepth, string | undefined>> = {
    none: undefined,
    '16': basic,
    '256': indexed === undefined ? basic : `38;5;${indexed}`,
    true: rgb === undefined ? basic : `38;2;${rgb}`,
  }
  const codes = [attribute, foreground[color]].filter((code) => code !== undefined)
  return codes.length === 0 ? '' : `\u001b[${codes.join(';')}m`
}

/** Fewer escapes per row, and fewer bytes. */
function mergeEqualTones(row: Line): Line {
  const merged: { text: string; tone: Tone }[] = []
  for (const { text, tone } of row) {
    const last = merged.at(-1)
    if (last !== undefined && last.tone === tone) last.text += text
    else if (text !== '') merged.push({ text, tone })
  }
  return merged
}
