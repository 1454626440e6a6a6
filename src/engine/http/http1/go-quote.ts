const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

const asHex = (char: string): string => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`

/** Bytes that stand for themselves (latin1) in quotes, as Go's `%q` shows them: UTF-8 where they are, else byte by byte. */
export function goQuote(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString()
  const isUtf8 = !text.includes('\ufffd')
  const shown = isUtf8 ? text : bytes.replaceAll(/[\x80-\xff]/g, asHex)
  const escaped = shown.replaceAll(isUtf8 ? /["\\\p{Cc}]/gu : /["\p{Cc}]/gu, (char) => named[char] ?? asHex(char))
  return `"${escaped}"`
}
