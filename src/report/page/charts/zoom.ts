import type uPlot from 'uplot'

/** All charts over time show the same stretch of it: who zooms in one, zooms in all. */
export class SharedZoom {
  readonly #plots: uPlot[] = []
  readonly #end: number

  /** `end`: where the whole ends. */
  constructor(end: number) {
    this.#end = end
  }

  /** The cursor of one chart shows in all of them. */
  readonly cursor: uPlot.Cursor = {
    drag: { x: true, y: false, setScale: false },
    sync: { key: 'time' },
    points: { size: 7 },
    y: false,
    bind: {
      dblclick: () => () => {
        this.#show(0, this.#end)
        return null
      },
    },
  }

  join(plot: uPlot): void {
    this.#plots.push(plot)
  }

  readonly plugin: uPlot.Plugin = {
    hooks: {
      setSelect: (plot) => {
        const { left, width } = plot.select
        if (width < 8) return
        this.#show(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'))
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
      },
    },
  }

  #show(min: number, max: number): void {
    for (const plot of this.#plots) plot.setScale('x', { min, max })
  }
}
