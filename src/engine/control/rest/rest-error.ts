/** What goes wrong with one request, as k6's API says it. */
export class RestError extends Error {
  readonly status: number
  readonly title: string

  constructor(status: number, title: string, detail: string) {
    super(detail)
    this.name = 'RestError'
    this.status = status
    this.title = title
  }

  /** JSON:API's form of errors. */
  toJSON(): object {
    return { errors: [{ status: String(this.status), title: this.title, detail: this.message }] }
  }
}
