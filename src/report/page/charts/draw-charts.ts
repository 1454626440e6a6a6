import type uPlot from 'uplot'
import type { Chart } from '../../chart.ts'
import { heatPlot } from './heat-chart.ts'
import { loadPlot } from './load-chart.ts'
import { Box } from './plot-box.ts'
import { timePlot } from './time-chart.ts'
import { SharedZoom } from './zoom.ts'

export interface DrawnCharts {
  /** In the colours that are now in force. */
  readonly redraw: () => void
}

/** Draws every figure of the page into its box, and again when the page changes its width. */
export function drawCharts(document: Document): DrawnCharts {
  const figures = [...document.querySelectorAll<HTMLElement>('figure[data-chart]')].flatMap(readFigure)
  const zoom = new SharedZoom(Math.max(0, ...figures.map(({ chart }) => ('end' in chart ? chart.end : 0))))
  const plots = figures.map(({ figure, chart, box }) => {
    box.element.replaceChildren()
    const plot = plotOf(chart, box, zoom)
    enableLegend(figure, plot)
    return { plot, box }
  })
  followWidth(plots)
  return { redraw: () => plots.forEach(({ plot }) => plot.redraw(false, true)) }
}

interface ReadFigure {
  readonly figure: HTMLElement
  readonly chart: Chart
  readonly box: Box
}

function readFigure(figure: HTMLElement): readonly ReadFigure[] {
  const data = figure.querySelector('script')?.textContent
  const element = figure.querySelector<HTMLElement>('.chart')
  if (data === undefined || element === null) return []
  return [{ figure, chart: JSON.parse(data) as Chart, box: new Box(element) }]
}

function plotOf(chart: Chart, box: Box, zoom: SharedZoom): uPlot {
  switch (chart.kind) {
    case 'time':
      return timePlot(chart, box, zoom)
    case 'load':
      return loadPlot(chart, box)
    case 'heat':
      return heatPlot(chart, box, zoom)
  }
}

/** Each entry of the legend hides and shows its line. */
function enableLegend(figure: HTMLElement, plot: uPlot): void {
  for (const button of figure.querySelectorAll<HTMLButtonElement>('.legend button')) {
    button.addEventListener('click', () => {
      const isShown = button.getAttribute('aria-pressed') !== 'true'
      button.setAttribute('aria-pressed', String(isShown))
      plot.setSeries(Number(button.dataset['line']) + 1, { show: isShown })
    })
  }
}

function followWidth(plots: readonly { readonly plot: uPlot; readonly box: Box }[]): void {
  const byElement = new Map(plots.map((each) => [each.box.element, each]))
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const each = byElement.get(target as HTMLElement)
      if (each === undefined) continue
      const { width, height } = each.box.size()
      if (width !== each.plot.width || height !== each.plot.height) each.plot.setSize({ width, height })
    }
  })
  for (const { box } of plots) observer.observe(box.element)
}
