import { toBytes } from '../bytes.ts'
import { toText } from '../to-text.ts'
import type { Vu } from '../vu.ts'
import { FileData } from './file-data.ts'
import { encodeForm, type FormField } from './form-encoding.ts'
import { encodeMultipart, type MultipartField } from './multipart.ts'
import { GoError } from '../go-error.ts'
import { goNumber, goTypeName } from '../go-text.ts'

export interface RequestBody {
  readonly bytes: Buffer
  /** Undefined: the script says it, or nobody. */
  readonly contentType: string | undefined
}

/** The body as the script gave it: text, bytes, or an object of fields, with files among them or not. */
export function readBody(vu: Vu, given: unknown): RequestBody | undefined {
  if (given === undefined || given === null) return undefined
  if (typeof given === 'string') return { bytes: Buffer.from(given), contentType: undefined }
  if (given instanceof ArrayBuffer) return { bytes: Buffer.from(given), contentType: undefined }
  if (ArrayBuffer.isView(given)) return { bytes: viewed(given), contentType: undefined }
  if (isRecord(given)) return fromFields(vu, given)
  throw new GoError(`unknown request body type ${nameOf(given)}`)
}

const isRecord = (given: unknown): given is object =>
  typeof given === 'object' &&
  !Array.isArray(given) &&
  given !== null &&
  !(given instanceof FileData || given instanceof Date)

const viewed = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(new Uint8Array(buffer, byteOffset, byteLength))

function fromFields(vu: Vu, given: object): RequestBody {
  const entries = Object.entries(given)
  if (entries.some(([, value]) => value instanceof FileData)) return fromParts(vu, entries)
  const fields = entries.flatMap(([name, value]): FormField[] =>
    Array.isArray(value) ? value.map((one) => [name, fieldText(vu, one)]) : [[name, fieldText(vu, value)]],
  )
  return { bytes: Buffer.from(encodeForm(fields)), contentType: 'application/x-www-form-urlencoded' }
}

function fromParts(vu: Vu, entries: readonly (readonly [string, unknown])[]): RequestBody {
  const { body, contentType } = encodeMultipart(
    entries.map(([name, value]): MultipartField => [name, value instanceof FileData ? value : fieldText(vu, value)]),
  )
  return { bytes: body, contentType }
}

/** A form is flat: what does not fit goes out empty, and the operator hears of it. */
function fieldText(vu: Vu, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return goNumber(value)
  if (typeof value !== 'object') return toText(value)
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return Buffer.from(toBytes(value)).toString()
  if (value instanceof Date) return value.toISOString()
  vu.worker.log(
    'warn',
    `cannot urlencode a nested ${nameOf(value)} value in a request form body; encoding it as an empty value, use ` +
      'JSON.stringify() to send structured data',
    'engine',
  )
  return ''
}

const nameOf = (value: unknown): string => (value instanceof FileData ? 'http.file' : goTypeName(value))
