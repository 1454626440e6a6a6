import { type Html, html, type Insertable } from '../html.ts'

export interface TableColumn<Row> {
  readonly title: string
  readonly cell: (row: Row) => Insertable
  /** Numbers stand to the right and are sorted by this. */
  readonly value?: (row: Row) => number | undefined
  /** Names the row. */
  readonly isName?: boolean
  readonly isWide?: boolean
}

export interface Table<Row> {
  /** Says what it is, for those who do not see it; and names its search box. */
  readonly name: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  /** A column's title sorts by it. */
  readonly isSortable?: boolean
  /** With more rows than this there is a box to search in, and the rest is shown when it is asked for. */
  readonly shown?: number
}

/** A table that scrolls by itself where the page is narrow. */
export function table<Row>({ name, columns, rows, isSortable, shown }: Table<Row>): Html {
  const isLong = shown !== undefined && rows.length > shown
  return html`
<div class="table" ${isLong ? html`data-shown="${shown}"` : undefined}>
${isLong ? searchBox(name, rows.length) : undefined}
<div class="scroll" role="region" aria-label="${name}" tabindex="0">
<table ${isSortable === true && rows.length > 1 ? html`data-sortable` : undefined}>
<thead><tr>${columns.map(head)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column) => cellOf(column, row))}</tr>`)}</tbody>
</table>
</div>
</div>`
}

const searchBox = (name: string, count: number): Html => html`
<div class="search" hidden><label>Search <input type="search" autocomplete="off" spellcheck="false"></label>
<span class="dim" role="status"></span> <button type="button" class="more">show all ${count} ${name}</button></div>`

const head = <Row>({ title, value, isWide }: TableColumn<Row>): Html =>
  html`<th scope="col" class="${value === undefined ? '' : 'number'} ${isWide === true ? 'wide' : ''}">${title}</th>`

function cellOf<Row>({ cell, value, isName, isWide }: TableColumn<Row>, row: Row): Html {
  if (isName === true) return html`<th scope="row">${cell(row)}</th>`
  if (value === undefined) return html`<td class="${isWide === true ? 'wide' : ''}">${cell(row)}</td>`
  return html`<td class="number" data-value="${value(row)}">${cell(row)}</td>`
}
