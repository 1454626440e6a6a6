declare module 'asciichart' {
  export interface PlotConfig {
    readonly min?: number
    readonly max?: number
    readonly height?: number
    readonly offset?: number
    /** `┼ ┤ ╶ ╴ ─ ╰ ╭ ╮ ╯ │`: axis at zero, axis, gap right, gap left, level, up from, up to, down from, down to, between. */
    readonly symbols?: readonly string[]
    readonly format?: (value: number) => string
  }
  export function plot(series: readonly number[] | readonly (readonly number[])[], config?: PlotConfig): string
}
