declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly connections: number
    /** Requests in all. */
    readonly amount?: number
    /** Seconds, where no amount is given. */
    readonly duration?: number
    /** Requests per second of all connections together. */
    readonly overallRate?: number
  }
  interface Result {
    /** Seconds. */
    readonly duration: number
    readonly requests: { readonly total: number }
  }
  const autocannon: (options: Options) => Promise<Result>
  export default autocannon
}
