/** `data-*` attributes as jQuery reads them. */

/** Words that k6 writes in capitals: `data-user-id` is `userID`. */
const initialisms = new Set(
  'acl api ascii cpu css dns eof eta gpu guid html http https id ip json lhs os qps ram rhs rpc sla smtp sql ssh tcp tls ttl udp ui uid uuid uri url utf8 vm xml xmpp xsrf xss'.split(
    ' ',
  ),
)

/** `userName` is kept in `data-user-name`, `userID` in `data-user-id`. */
export const attributeName = (property: string): string =>
  `data-${property.replaceAll(/[A-Z]+(?![a-z])|[A-Z]/g, (capitals) => `-${capitals.toLowerCase()}`)}`

function propertyName(attribute: string): string {
  const [first = '', ...rest] = attribute.slice('data-'.length).split('-')
  return first + rest.map((word) => (initialisms.has(word) ? word.toUpperCase() : capitalise(word))).join('')
}

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

export function allData(attributes: Readonly<Record<string, string>>): Record<string, unknown> {
  const names = Object.keys(attributes).filter((name) => name.startsWith('data-') && name.length > 'data-'.length)
  return Object.fromEntries(names.map((name) => [propertyName(name), dataValue(attributes[name] ?? '')]))
}

const words: Readonly<Record<string, unknown>> = {
  '': undefined,
  true: true,
  false: false,
  null: undefined,
  undefined,
}

/** JSON and plain numbers are converted; a number that would print otherwise (`1.50`, `1e3`) stays text. */
export function dataValue(text: string): unknown {
  if (Object.hasOwn(words, text)) return words[text]
  if (text.startsWith('{') || text.startsWith('[')) return parseJson(text)
  return text.trim() === text && String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
