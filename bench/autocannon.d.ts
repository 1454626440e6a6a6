declare module 'autocannon' {
  interface Options {
    readonly url: string
    /** Requests in all. */
    readonly amount: number
    readonly connections: number
  }
  const autocannon: (options: Options) => Promise<unknown>
  export default autocannon
}
