import { useInput } from 'ink'
import type { ReactNode } from 'react'
import type { Store } from '../base/store.ts'
import { Rows } from './components/rows.tsx'
import { type KeyPress, keyPresses } from './keys/key-press.ts'
import { useStore } from './store/use-store.ts'

export interface AppProps {
  readonly rows: Store<readonly string[]>
  readonly hasKeyboard: boolean
  readonly press: (presses: readonly KeyPress[]) => void
}

/** What Ink is for here: it puts the rows on the terminal, writes only what changed, and reads keys. */
export const App = ({ rows, hasKeyboard, press }: AppProps): ReactNode => {
  useInput((input, key) => press(keyPresses(input, key)), { isActive: hasKeyboard })
  return <Rows rows={useStore(rows, whole)} />
}

const whole = <T,>(state: T): T => state
