import { toBytes } from '../bytes.ts'
import { toText } from '../to-text.ts'

/** What `http.file()` makes of its arguments: a part of a multipart body. */
export class FileData {
  readonly data: unknown
  readonly filename: string
  readonly content_type: string

  constructor(data: unknown, filename: unknown, contentType: unknown) {
    toBytes(data)
    this.data = data
    this.filename = filename === undefined ? `${Date.now()}000000` : toText(filename)
    this.content_type = contentType === undefined ? 'application/octet-stream' : toText(contentType)
  }
}
