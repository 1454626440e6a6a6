/** Long tables show their first rows, and what is searched for. */
export function enableSearch(document: Document): void {
  for (const table of document.querySelectorAll<HTMLElement>('.table[data-shown]')) new LongTable(table).enable()
}

class LongTable {
  readonly #root: HTMLElement
  readonly #first: number
  #wantsAll = false

  constructor(root: HTMLElement) {
    this.#root = root
    this.#first = Number(root.dataset['shown'])
  }

  enable(): void {
    const search = this.#root.querySelector<HTMLElement>('.search')
    if (search === null) return
    search.hidden = false
    search.querySelector('input')?.addEventListener('input', () => this.#show())
    search.querySelector('.more')?.addEventListener('click', () => {
      this.#wantsAll = true
      this.#show()
    })
    this.#root.addEventListener('sorted', () => this.#show())
    addEventListener('beforeprint', () => this.#showRows(this.#rows()))
    addEventListener('afterprint', () => this.#show())
    this.#show()
  }

  #rows(): readonly HTMLTableRowElement[] {
    return [...this.#root.querySelectorAll<HTMLTableRowElement>('tbody tr')]
  }

  #show(): void {
    const wanted = this.#root.querySelector('input')?.value.trim().toLowerCase() ?? ''
    const rows = this.#rows()
    const found = wanted === '' ? rows : rows.filter((row) => row.textContent.toLowerCase().includes(wanted))
    const shown = wanted !== '' || this.#wantsAll ? found : found.slice(0, this.#first)
    this.#showRows(shown)
    this.#say(shown.length, rows.length)
  }

  #showRows(shown: readonly HTMLTableRowElement[]): void {
    const kept = new Set(shown)
    for (const row of this.#rows()) row.hidden = !kept.has(row)
  }

  #say(shown: number, all: number): void {
    const status = this.#root.querySelector<HTMLElement>('[role=status]')
    const more = this.#root.querySelector<HTMLElement>('.more')
    if (status !== null) status.textContent = `${shown} of ${all}`
    if (more !== null) more.hidden = this.#wantsAll || shown === all
  }
}
