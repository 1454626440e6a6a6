import { randomBytes } from 'node:crypto'
import { toBytes } from '../bytes.ts'
import { FileData } from './file-data.ts'

export interface MultipartBody {
  readonly body: Buffer
  readonly contentType: string
}

export type MultipartField = readonly [name: string, value: string | FileData]

/** `multipart/form-data` as k6 writes it. */
export function encodeMultipart(fields: readonly MultipartField[], boundary: string = makeBoundary()): MultipartBody {
  const parts = fields.flatMap(([name, value], index) => {
    const separator = `${index === 0 ? '' : '\r\n'}--${boundary}\r\n`
    return [Buffer.from(separator + headOf(name, value)), contentOf(value)]
  })
  const body = Buffer.concat([...parts, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body, contentType: `multipart/form-data; boundary=${boundary}` }
}

const makeBoundary = (): string => randomBytes(30).toString('hex')

function headOf(name: string, value: string | FileData): string {
  if (typeof value === 'string') return `Content-Disposition: form-data; name="${escapeQuotes(name)}"\r\n\r\n`
  const disposition = `form-data; name="${name}"; filename="${escapeQuotes(value.filename)}"`
  return `Content-Disposition: ${disposition}\r\nContent-Type: ${value.content_type}\r\n\r\n`
}

const contentOf = (value: string | FileData): Uint8Array =>
  value instanceof FileData ? toBytes(value.data) : Buffer.from(value)

const escapeQuotes = (text: string): string => text.replaceAll(/["\\]/g, '\\$&')
