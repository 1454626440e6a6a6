import { type Parsed, parsed, problems } from '../../../base/result.ts'
import { type Codec, mustBe, show } from '../../config/codec.ts'

export const fieldKinds = ['string', 'bool', 'float', 'int'] as const
export type FieldKind = (typeof fieldKinds)[number]

/** A tag that InfluxDB gets as a field: it has too many values for an index. */
export interface TagField {
  readonly tag: string
  readonly kind: FieldKind
}

function read(text: string, at: string): Parsed<TagField> {
  const [tag = '', kind = 'string'] = text.split(':', 2)
  const known = fieldKinds.find((one) => one === kind)
  if (tag !== '' && known !== undefined) return parsed({ tag, kind: known })
  return problems(`${at} must be TAG or TAG:KIND with a kind of ${fieldKinds.join(', ')}, got ${show(text)}`)
}

/** `vu`, `vu:int`. */
export const tagField: Codec<TagField> = {
  fromJson: (value, at) => (typeof value === 'string' ? read(value, at) : mustBe(at, 'a text', value)),
  fromFlags: (texts, at) => read(texts.at(-1) ?? '', at),
  fromEnv: read,
  toJson: ({ tag, kind }) => `${tag}:${kind}`,
}

const escaped = (text: string): string => text.replaceAll(/[\\"]/g, String.raw`\$&`)

/** The value as line protocol has it; what is not of its kind stays a text, as in k6. */
export function fieldValue(value: string, kind: FieldKind): string {
  if (kind === 'int' && /^[+-]?\d+$/.test(value)) return `${value}i`
  if (kind === 'float' && value.trim() !== '' && Number.isFinite(Number(value))) return String(Number(value))
  if (kind === 'bool' && /^(?:true|false)$/i.test(value)) return value.toLowerCase()
  return `"${escaped(value)}"`
}
