// https://jslib.k6.io/formdata, written anew: multipart bodies by hand, where http.file() in an object is not enough.

const bytesOf = (data) => {
  if (typeof data === 'string') return Uint8Array.from(data, (sign) => sign.charCodeAt(0) & 0xff)
  if (Array.isArray(data)) return Uint8Array.from(data)
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array()
}

export class FormData {
  constructor() {
    this.boundary = `------KneepointFormDataBoundary${Math.random().toString(36).slice(2)}`
    this.parts = []
  }

  /** `data` is text, or what http.file() makes: data, filename and content_type. */
  append(field, data) {
    if (arguments.length < 2) throw new SyntaxError('Not enough arguments')
    this.parts.push({ field, file: typeof data === 'string' ? { data, content_type: 'text/plain' } : data })
  }

  /** The whole body as an ArrayBuffer; send it with `multipart/form-data; boundary=` and `boundary`. */
  body() {
    const pieces = this.parts.flatMap(({ field, file }) => [
      bytesOf(`--${this.boundary}\r\n${this.#headers(field, file)}\r\n\r\n`),
      bytesOf(file.data),
      bytesOf('\r\n'),
    ])
    pieces.push(bytesOf(`--${this.boundary}--\r\n`))
    const body = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0))
    let at = 0
    for (const piece of pieces) {
      body.set(piece, at)
      at += piece.length
    }
    return body.buffer
  }

  #headers(field, { filename, content_type }) {
    const name = filename ? `; filename="${filename.replaceAll('"', '%22')}"` : ''
    return (
      `Content-Disposition: form-data; name="${field}"${name}\r\n` +
      `Content-Type: ${content_type || 'application/octet-stream'}`
    )
  }
}
