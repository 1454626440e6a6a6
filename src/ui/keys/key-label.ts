const labels: Readonly<Record<string, string>> = {
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  'ctrl+c': 'Ctrl-C',
  escape: 'Esc',
  tab: 'Tab',
  space: 'Space',
}

/** How a key is written where keys are explained; arrows as words, since in plain ASCII `v` is a key too. */
export const keyLabel = (key: string): string => labels[key] ?? key
