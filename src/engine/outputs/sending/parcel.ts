/** What is sent in one go, and how many samples it holds. */
export interface Parcel {
  readonly body: Uint8Array
  readonly count: number
}

/** How an attempt to send a parcel ended. */
export type Delivery =
  /** It has arrived, but for `refused` samples that the server does not take. */
  | { readonly kind: 'delivered'; readonly refused: number; readonly reason?: string }
  /** The server does not take it, however often it is sent. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nobody knows; another attempt may end better. */
  | { readonly kind: 'failed'; readonly reason: string }

/** Sends a parcel; never rejects. Once `signal` is aborted the end does not matter any more. */
export type Transport = (parcel: Parcel, signal: AbortSignal) => Promise<Delivery>
