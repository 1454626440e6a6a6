import type uPlot from 'uplot'

export interface TipRow {
  /** Class of a swatch, if it has one. */
  readonly swatch?: string
  readonly name: string
  readonly value: string
}

export interface Tip {
  readonly title: string
  readonly rows: readonly TipRow[]
}

/** A small box beside the cursor that says what is there. */
export function tooltipPlugin(describe: (plot: uPlot, left: number, top: number) => Tip | undefined): uPlot.Plugin {
  const box = document.createElement('div')
  box.className = 'tip'
  box.hidden = true
  return {
    hooks: {
      init: (plot) => {
        plot.over.append(box)
        plot.over.addEventListener('mouseleave', () => (box.hidden = true))
      },
      setCursor: (plot) => {
        const { left = -1, top = -1 } = plot.cursor
        // Other charts follow the cursor in one of them; only that one has the box.
        const isHere = left >= 0 && plot.over.matches(':hover')
        const tip = isHere ? describe(plot, left, top) : undefined
        box.hidden = tip === undefined
        if (tip !== undefined) place(plot, box, tip)
      },
    },
  }
}

const GAP = 14

function place(plot: uPlot, box: HTMLElement, tip: Tip): void {
  box.replaceChildren(textIn('b', tip.title), ...tip.rows.map(rowOf))
  const { left = 0, top = 0 } = plot.cursor
  const { clientWidth: width, clientHeight: height } = plot.over
  const isRight = left + GAP + box.offsetWidth <= width
  const x = isRight ? left + GAP : Math.max(0, left - GAP - box.offsetWidth)
  const y = Math.max(0, Math.min(top - box.offsetHeight / 2, height - box.offsetHeight))
  box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
}

function rowOf({ swatch, name, value }: TipRow): HTMLElement {
  const row = document.createElement('div')
  if (swatch !== undefined) {
    const mark = document.createElement('span')
    mark.className = `swatch ${swatch}`
    row.append(mark)
  }
  row.append(textIn('span', name), textIn('b', value))
  return row
}

function textIn(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}
