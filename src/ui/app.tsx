import { useInput, useStdin, useWindowSize } from 'ink'
import type { ReactNode } from 'react'
import type { Store } from '../base/store.ts'
import { Rows } from './components/rows.tsx'
import type { Line } from './format/line.ts'
import { keyPresses } from './keys/key-press.ts'
import type { HeaderFacts } from './panels/header.ts'
import type { Frame } from './store/frame.ts'
import type { Session } from './store/session.ts'
import { useStore } from './store/use-store.ts'
import type { Theme } from './theme.ts'
import { help } from './views/help.ts'
import { overview, type Screen } from './views/overview.ts'
import { isTooSmall, tooSmall } from './views/too-small.ts'

export interface AppProps {
  readonly facts: HeaderFacts
  readonly frames: Store<Frame>
  readonly session: Session
  readonly theme: Theme
}

/** Chooses the view, and hands keys to the session. */
export const App = ({ facts, frames, session, theme }: AppProps): ReactNode => {
  const frame = useStore(frames, whole)
  const state = useStore(session.state, whole)
  const { columns, rows } = useWindowSize()
  const { isRawModeSupported } = useStdin()
  useInput((input, key) => session.press(keyPresses(input, key)), { isActive: isRawModeSupported })
  return <Rows rows={draw({ facts, frame, state, size: { columns, rows } }).map(theme.paint)} />
}

const whole = <T,>(state: T): T => state

function draw(screen: Screen): readonly Line[] {
  if (isTooSmall(screen.size)) return tooSmall(screen.size)
  return screen.state.view === 'help' ? help(screen.size) : overview(screen)
}
