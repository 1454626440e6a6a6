/** The system's colours unless the reader wants others; on paper always the light ones. Charts are drawn anew when that changes. */
export function enableThemes(document: Document, redraw: () => void): void {
  const root = document.documentElement
  const isDark = matchMedia('(prefers-color-scheme: dark)')
  const theme = (): string => root.dataset['theme'] ?? (isDark.matches ? 'dark' : 'light')
  isDark.addEventListener('change', redraw)
  addPrinting(root, redraw)
  const button = document.querySelector<HTMLButtonElement>('button.theme')
  if (button === null) return
  const name = (): void => {
    button.textContent = theme() === 'dark' ? 'Light' : 'Dark'
    button.setAttribute('aria-label', `Show in ${theme() === 'dark' ? 'light' : 'dark'} colours`)
  }
  button.hidden = false
  button.addEventListener('click', () => {
    root.dataset['theme'] = theme() === 'dark' ? 'light' : 'dark'
    name()
    redraw()
  })
  isDark.addEventListener('change', name)
  name()
}

function addPrinting(root: HTMLElement, redraw: () => void): void {
  let before: string | undefined
  addEventListener('beforeprint', () => {
    before = root.dataset['theme']
    root.dataset['theme'] = 'light'
    redraw()
  })
  addEventListener('afterprint', () => {
    if (before === undefined) delete root.dataset['theme']
    else root.dataset['theme'] = before
    redraw()
  })
}
