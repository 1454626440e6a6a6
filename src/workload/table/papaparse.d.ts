/** The package has no types of its own. Only what is used of it. */
declare module 'papaparse' {
  export interface ParseConfig {
    readonly comments: string
    readonly skipEmptyLines: boolean
  }
  const papa: { readonly parse: (text: string, config: ParseConfig) => { readonly data: readonly string[][] } }
  export default papa
}
