const labels: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  'ctrl+c': 'Ctrl-C',
  escape: 'Esc',
  tab: 'Tab',
  space: 'Space',
}

/** How a key is written for people. */
export const keyLabel = (key: string): string => labels[key] ?? key
