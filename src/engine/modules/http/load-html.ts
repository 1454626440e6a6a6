import { createRequire } from 'node:module'
import { extname } from 'node:path'
import type { Selection } from '../html/selection.ts'

type ParseHtml = (source: string, url: string) => Selection

let parse: ParseHtml | undefined

/** k6/html is large and few scripts ask a response for it: it is loaded when one does, and at once, for html() cannot wait. */
export function parseHtml(source: string, url: string): Selection {
  if (parse === undefined) {
    const path = `../html/parse-html${extname(import.meta.filename)}`
    parse = (createRequire(import.meta.url)(path) as { readonly parseHTML: ParseHtml }).parseHTML
  }
  return parse(source, url)
}
