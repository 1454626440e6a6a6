/** Titles of columns become buttons that sort by them: numbers from the largest down first, texts from A on. */
export function enableSorting(document: Document): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
    for (const [column, head] of [...(table.tHead?.rows[0]?.cells ?? [])].entries()) addButton(table, head, column)
  }
}

function addButton(table: HTMLTableElement, head: HTMLTableCellElement, column: number): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.append(...head.childNodes)
  head.append(button)
  const isNumber = head.classList.contains('number')
  button.addEventListener('click', () => {
    const before = head.getAttribute('aria-sort')
    const first = isNumber ? 'descending' : 'ascending'
    const second = isNumber ? 'ascending' : 'descending'
    const direction = before === first ? second : first
    for (const other of head.parentElement?.children ?? []) other.removeAttribute('aria-sort')
    head.setAttribute('aria-sort', direction)
    sort(table, column, direction === 'ascending' ? 1 : -1)
  })
}

function sort(table: HTMLTableElement, column: number, sign: 1 | -1): void {
  const body = table.tBodies[0]
  if (body === undefined) return
  const rows = [...body.rows].sort((a, b) => sign * compare(a.cells[column], b.cells[column], sign))
  body.append(...rows)
  table.dispatchEvent(new Event('sorted', { bubbles: true }))
}

/** What is not known comes last, whichever way. */
function compare(a: HTMLTableCellElement | undefined, b: HTMLTableCellElement | undefined, sign: 1 | -1): number {
  const [left, right] = [a, b].map((cell) => cell?.dataset['value'])
  if (left === undefined || right === undefined) return textOf(a).localeCompare(textOf(b))
  if (left === '' || right === '') return left === right ? 0 : sign * (left === '' ? 1 : -1)
  return Number(left) - Number(right)
}

const textOf = (cell: HTMLTableCellElement | undefined): string => cell?.textContent ?? ''
