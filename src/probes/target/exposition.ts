/** One line of the Prometheus text format. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** Lines that are longer are no samples of anything that is asked for. */
const longestLine = 64 * 1024
/** Kept of one scrape: some hundred cores, disks and interfaces. */
const mostSamples = 5000

/**
 * Reads the text format (and OpenMetrics, which adds to it) in pieces as they come. Keeps only what is wanted, so that its memory does
 * not grow with what a server has to say; lines that are no samples are counted and left out.
 */
export class ExpositionReader {
  readonly #isWanted: (name: string) => boolean
  readonly #samples: Sample[] = []
  #rest = ''
  #isSkipping = false
  #malformed = 0

  constructor(isWanted: (name: string) => boolean) {
    this.#isWanted = isWanted
  }

  /** Lines that could not be read, of the names that are wanted or without a name. */
  get malformed(): number {
    return this.#malformed
  }

  push(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#take(line)
    if (this.#rest.length <= longestLine) return
    this.#rest = ''
    this.#isSkipping = true
  }

  /** Everything was pushed. */
  end(): readonly Sample[] {
    this.#take(this.#rest)
    this.#rest = ''
    return this.#samples
  }

  #take(line: string): void {
    if (this.#isSkipping) {
      this.#isSkipping = false
      this.#malformed += 1
      return
    }
    const text = line.trim()
    if (text === '' || text.startsWith('#')) return
    const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(text)?.[0]
    if (name === undefined) this.#malformed += 1
    else if (this.#isWanted(name)) this.#keep(name, text)
  }

  #keep(name: string, text: string): void {
    const sample = parseSample(name, text)
    if (sample === undefined) this.#malformed += 1
    else if (this.#samples.length < mostSamples) this.#samples.push(sample)
  }
}

function parseSample(name: string, text: string): Sample | undefined {
  let rest = text.slice(name.length)
  let labels: Record<string, string> = {}
  if (rest.startsWith('{')) {
    const end = endOfLabels(rest)
    if (end === undefined) return undefined
    labels = parseLabels(rest.slice(1, end))
    rest = rest.slice(end + 1)
  }
  // A timestamp, and in OpenMetrics an exemplar, may follow.
  const value = toNumber(rest.trim().split(/\s+/)[0] ?? '')
  return value === undefined ? undefined : { name, labels, value }
}

/** The place of the closing brace: not one within a quoted value. */
function endOfLabels(text: string): number | undefined {
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\\' && isQuoted) at += 1
    else if (char === '"') isQuoted = !isQuoted
    else if (char === '}' && !isQuoted) return at
  }
  return undefined
}

function parseLabels(text: string): Record<string, string> {
  const pairs = text.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"/g)
  return Object.fromEntries(Array.from(pairs, ([, key = '', value = '']) => [key, unescape(value)]))
}

const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' }
const unescape = (text: string): string => text.replaceAll(/\\./g, (escape) => escapes[escape] ?? escape)

const words: Readonly<Record<string, number>> = {
  '+Inf': Number.POSITIVE_INFINITY,
  Inf: Number.POSITIVE_INFINITY,
  '-Inf': Number.NEGATIVE_INFINITY,
  NaN: Number.NaN,
}

function toNumber(text: string): number | undefined {
  const word = words[text]
  if (word !== undefined) return word
  const number = Number(text)
  return text === '' || Number.isNaN(number) ? undefined : number
}
