/** Where a chart is drawn: as wide as the page lets it, as high as the style says. */
export class Box {
  readonly element: HTMLElement

  constructor(element: HTMLElement) {
    this.element = element
  }

  size(): { readonly width: number; readonly height: number } {
    return { width: Math.max(200, this.element.clientWidth), height: Math.max(80, this.element.clientHeight) }
  }
}
