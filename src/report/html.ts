/** Markup that is safe to put into a page: made by `html` and `jsonBlock` only. */
export class Html {
  readonly #markup: string

  private constructor(markup: string) {
    this.#markup = markup
  }

  get markup(): string {
    return this.#markup
  }

  /** For texts that are markup already, written by us. */
  static trusted(markup: string): Html {
    return new Html(markup)
  }
}

export type Insertable = Html | string | number | undefined | readonly Insertable[]

/** A template whose insertions are escaped, unless they are markup themselves. Undefined inserts nothing. */
export function html(texts: TemplateStringsArray, ...insertions: readonly Insertable[]): Html {
  return Html.trusted(texts.reduce((markup, text, index) => markup + markupOf(insertions[index - 1]) + text))
}

function markupOf(insertion: Insertable): string {
  if (insertion === undefined) return ''
  if (insertion instanceof Html) return insertion.markup
  if (typeof insertion === 'object') return insertion.map(markupOf).join('')
  return escapeHtml(String(insertion))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '')

/** Six significant digits are more than any screen shows. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value

/** Data for the page's script. No text in it can end the block: `<` is written as an escape of JSON. */
export const jsonBlock = (value: unknown): Html =>
  Html.trusted(
    `<script type="application/json">${JSON.stringify(value, rounded).replaceAll('<', String.raw`\u003c`)}</script>`,
  )
