const labels: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  'ctrl+c': 'Ctrl-C',
  escape: 'Esc',
  tab: 'Tab',
  space: 'Space',
}

/** How a key is written for people. */
export const keyLabel = (key: string): string => labels[key] ?? key
