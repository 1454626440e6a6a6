import { useInput } from 'ink'
import type { ReactNode } from 'react'
import { type KeyPress, keyPresses } from './keys/key-press.ts'

export interface AppProps {
  readonly hasKeyboard: boolean
  readonly press: (presses: readonly KeyPress[]) => void
}

/** What Ink is for here: the alternate screen, the raw terminal and the keys, and that all is as before afterwards. Rows: docs/adr/0022. */
export const App = ({ hasKeyboard, press }: AppProps): ReactNode => {
  useInput((input, key) => press(keyPresses(input, key)), { isActive: hasKeyboard })
  return null
}
