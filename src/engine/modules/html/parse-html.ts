import { parse } from 'parse5'
import { adapter } from 'parse5-htmlparser2-tree-adapter'
import { makeElement } from './element-kinds.ts'
import type { Page } from './page.ts'
import { Selection } from './selection.ts'

/** Parses as a browser does; the selection holds the whole document. `url` is what relative links start from. */
export function parseHTML(source: string, url = ''): Selection {
  const page: Page = {
    url,
    elementOf: (node) => makeElement(node, page),
    selectionOf: (nodes) => new Selection(nodes, page),
  }
  return new Selection([parse(source, { treeAdapter: adapter })], page)
}
