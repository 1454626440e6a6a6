const digits = /^\d+$/
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
const date = /^\d{4}-\d{2}(?:-\d{2})?$/
const hexadecimal = /^[\da-f]{8,}$/i
const email = /^[^@]+(?:@|%40)[^@]+\.[^@.]+$/
/** `order-12345`, `order_12345`: a name with a number of three digits or more; `v2` and `utf8` stay what they are. */
const numbered = /^([a-z][a-z_-]*[_-])\d{3,}$/i
/** At least 16 letters and digits of both cases and digits: ids as YouTube, Stripe and JWT have them. */
const token = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{11,}$/
const longToken = /^(?=.*\d)(?=.*[a-z])[\da-z]{20,}$/i
const extension = /^(.+?)((?:\.[a-z][a-z\d]{0,4}){1,2})$/i
/** `app.3f2a1b9c`, `main-8D2kL0aB`: what bundlers put between a name and its extension. */
const fingerprinted = /^(.+[.-])([\da-zA-Z_]{8,})$/

/** What one part of a path stands for: ids, hashes, dates and tokens become the name of what they are, all else stays. */
export function segmentTemplate(segment: string): string {
  const whole = valueTemplate(segment)
  if (whole !== undefined) return whole
  const [, stem = '', suffix] = extension.exec(segment) ?? []
  if (suffix !== undefined) return `${stemTemplate(stem)}${suffix}`
  return segment
}

function valueTemplate(text: string): string | undefined {
  if (digits.test(text) || uuid.test(text)) return '{id}'
  if (date.test(text)) return '{date}'
  if (isHash(text)) return '{hash}'
  if (email.test(text)) return '{email}'
  if (token.test(text) || longToken.test(text)) return '{token}'
  const name = numbered.exec(text)?.[1]
  return name === undefined ? undefined : `${name}{id}`
}

/** `deadbeef` is one, `facade` is none, and neither is `feedface` in a path of words: a digit tells them apart. */
const isHash = (text: string): boolean => hexadecimal.test(text) && /\d/.test(text)

function stemTemplate(stem: string): string {
  const [, name, print = ''] = fingerprinted.exec(stem) ?? []
  if (name !== undefined && /\d/.test(print)) return `${name}{hash}`
  return valueTemplate(stem) ?? stem
}
