import { words, referrerPolicy } from './link-members.ts'
import { findIn } from './node-set.ts'
import { type AnyNode, attributeOf, textOf } from './nodes.ts'
import type { Page } from './page.ts'
import { flag, integer, keyword, link, linkOf, type Member, type Members, text } from './reflected-attributes.ts'
import { findInPage, firstChild, form, indexWithin, labels, within } from './related-elements.ts'

const crossOrigin = keyword('crossorigin', ['anonymous', 'use-credentials'])
const contentText: Member = (node) => textOf(node)

const media: Members = {
  autoplay: flag('autoplay'),
  controls: flag('controls'),
  crossOrigin,
  currentSrc: text('src'),
  defaultMuted: flag('muted'),
  loop: flag('loop'),
  mediaGroup: text('mediagroup'),
  muted: flag('muted'),
  preload: keyword('preload', ['metadata', 'none'], 'auto'),
  src: link('src'),
  textTracks: within('track'),
}

const modification: Members = { cite: text('cite'), datetime: text('datetime') }

const section: Members = { rows: within('tr') }

const cell: Members = {
  cellIndex: indexWithin('tr', 'th,td', -1),
  colSpan: integer('colspan', 1),
  headers: text('headers'),
  rowSpan: integer('rowspan', 1),
}

const tables: Readonly<Record<string, Members>> = {
  col: { span: (node, page) => Math.max(1, Number(integer('span', 1)(node, page))) },
  table: {
    caption: firstChild('caption'),
    rows: within('tr'),
    sortable: flag('sortable'),
    tBodies: within('tbody'),
    tFoot: firstChild('tfoot'),
    tHead: firstChild('thead'),
  },
  tbody: section,
  td: cell,
  tfoot: section,
  th: {
    ...cell,
    abbr: text('abbr'),
    scope: keyword('scope', ['row', 'col', 'colgroup', 'rowgroup'], ''),
    sorted: flag('sorted'),
  },
  thead: section,
  tr: {
    cells: within('th,td'),
    rowIndex: indexWithin('table', 'tr', -1),
    sectionRowIndex: indexWithin('thead,tbody,tfoot', 'tr', -1),
  },
}

/** A number from 0 on; anything else is the default. */
function amount(node: AnyNode, name: string, otherwise: number): number {
  const value = Number.parseFloat(attributeOf(node, name) ?? '')
  return value >= 0 ? value : otherwise
}

const progressOr =
  (otherwise: number): Member =>
  (node) => {
    const value = amount(node, 'value', -1)
    return value < 0 ? otherwise : value / amount(node, 'max', 1)
  }

function imagesOfMap(node: AnyNode, page: Page): object[] {
  const name = attributeOf(node, 'id') ?? attributeOf(node, 'name')
  if (name === undefined) return []
  const images = findInPage(node, `img[usemap="#${name}"],object[usemap="#${name}"]`)
  return images.map((image) => page.elementOf(image))
}

const embedded: Readonly<Record<string, Members>> = {
  audio: media,
  canvas: { height: integer('height', 150), width: integer('width', 150) },
  embed: { height: text('height'), src: text('src'), type: text('type'), width: text('width') },
  iframe: {
    allowfullscreen: flag('allowfullscreen'),
    height: text('height'),
    name: text('name'),
    referrerPolicy,
    src: link('src'),
    width: text('width'),
  },
  img: {
    alt: text('alt'),
    crossOrigin,
    currentSrc: link('src'),
    height: integer('height', 0),
    isMap: flag('ismap'),
    name: text('name'),
    referrerPolicy,
    sizes: text('sizes'),
    src: link('src'),
    srcset: text('srcset'),
    useMap: text('usemap'),
    width: integer('width', 0),
  },
  map: {
    areas: (node, page) => findIn([node], 'area').map((area) => page.elementOf(area)),
    images: imagesOfMap,
    name: text('name'),
  },
  object: {
    data: link('data'),
    form,
    height: text('height'),
    name: text('name'),
    tabIndex: integer('tabindex', 0),
    type: text('type'),
    typeMustMatch: flag('typemustmatch'),
    useMap: text('usemap'),
    width: text('width'),
  },
  param: { name: text('name'), value: text('value') },
  source: {
    keySystem: text('keysystem'),
    media: text('media'),
    sizes: text('sizes'),
    src: link('src'),
    srcset: text('srcset'),
    type: text('type'),
  },
  track: {
    default: flag('default'),
    kind: keyword('kind', ['captions', 'descriptions', 'chapters', 'metadata'], 'subtitle'),
    label: text('label'),
    src: link('src'),
    srclang: text('srclang'),
  },
  video: media,
}

const documentWide: Readonly<Record<string, Members>> = {
  base: { href: (node, page) => linkOf(node, 'href', page) ?? page.url, target: text('target') },
  link: {
    crossOrigin,
    href: link('href'),
    hreflang: text('hreflang'),
    media: text('media'),
    referrerPolicy,
    rel: text('rel'),
    relList: words('rel'),
    target: text('target'),
    type: text('type'),
  },
  meta: {
    content: text('content'),
    httpEquiv: keyword('http-equiv', ['default-style', 'refresh'], 'content-type'),
    name: text('name'),
  },
  script: {
    async: flag('async'),
    charset: text('charset'),
    crossOrigin: text('crossorigin'),
    defer: flag('defer'),
    noModule: flag('nomodule'),
    src: link('src'),
    text: contentText,
    type: text('type'),
  },
  style: { media: text('media'), type: (node) => attributeOf(node, 'type') || 'text/css' },
  title: { text: contentText },
}

const prose: Readonly<Record<string, Members>> = {
  data: { value: text('value') },
  del: modification,
  ins: modification,
  li: { type: keyword('type', ['1', 'a', 'A', 'i', 'I', 'disc', 'square', 'circle'], ''), value: integer('value', 0) },
  meter: {
    high: integer('high', 0),
    labels,
    low: integer('low', 0),
    max: integer('max', 0),
    min: integer('min', 0),
    optimum: integer('optimum', 0),
  },
  ol: { reversed: flag('reversed'), start: integer('start', 0), type: keyword('type', ['a', 'A', 'i', 'I'], '1') },
  pre: { name: text('name'), value: text('value') },
  progress: { labels, max: (node) => amount(node, 'max', 1), position: progressOr(-1), value: progressOr(0) },
  quote: { cite: text('cite') },
  time: { datetime: text('datetime') },
  ul: { type: text('type') },
}

/** By tag. */
export const contentMembers: Readonly<Record<string, Members>> = { ...tables, ...embedded, ...documentWide, ...prose }
