/** What all generators of a comparison send to: a server that answers at once, on a core of its own, and counts what it answers. */
export interface RivalTarget extends AsyncDisposable {
  readonly name: string
  /** Without a path: `/` answers five bytes, whatever the method, `/json` a small document. */
  readonly url: string
  readonly secureUrl: string
  /** Requests answered so far, but those of this question. */
  readonly requests: () => Promise<number>
  readonly pid: number
}

export const TEXT = 'hello'
export const DOCUMENT: string = JSON.stringify({
  id: 42,
  name: 'kneepoint',
  items: Array.from({ length: 10 }, (_, at) => ({ id: at, price: at * 1.5, tags: ['a', 'b'] })),
})
