import { render } from 'ink'
import { type Clock, monotonicClock } from '../base/clock.ts'
import type { Exploration } from '../analysis/exploration.ts'
import type { TestView } from '../analysis/load-test/test-view.ts'
import type { Store } from '../base/store.ts'
import type { Millis } from '../base/units.ts'
import type { RunHandle } from '../engine/api.ts'
import { App } from './app.tsx'
import type { Size } from './charts/panel.ts'
import type { HostView } from './host-view.ts'
import { createDrawingTime } from './store/drawing-time.ts'
import { FrameSource } from './store/frame-source.ts'
import { Session } from './store/session.ts'
import { Drawing } from './terminal/drawing.ts'
import { type ColorDepth, createTheme } from './theme.ts'
import { drawScreen } from './views/screen.ts'

/** What is needed of `process.stdin`. Without a terminal behind it there are no keys. */
export type UiInput = NodeJS.ReadableStream & { readonly isTTY?: boolean }

/** What is needed of `process.stdout`. */
export type UiOutput = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number }

export interface UiOptions {
  readonly run: RunHandle
  readonly host: Store<HostView | undefined>
  readonly exploration: Store<Exploration>
  /** Undefined when the run is no test. */
  readonly test?: Store<TestView> | undefined
  /** What is run: a script, a command. Shown before the target when it is not the same. */
  readonly title: string
  readonly isRecording?: boolean
  readonly stdin: UiInput
  readonly stdout: UiOutput
  readonly color: ColorDepth
  /** For fonts without box drawing. */
  readonly ascii: boolean
  /** CPU time of the calling thread so far; without it drawing is timed by the clock. */
  readonly threadCpu?: () => Millis
  readonly clock?: Clock
}

export interface UiHandle {
  /** The terminal is as it was before. */
  readonly finished: Promise<void>
  readonly close: () => void
}

/** Shows a run until it has finished, or until `close`. Never ends the process, and stops the run only when a key says so. */
export function startUi(options: UiOptions): UiHandle {
  const { run, host, exploration, test, title, stdin, stdout, isRecording = false } = options
  const clock = options.clock ?? monotonicClock()
  const drawing = createDrawingTime(options.threadCpu ?? clock.now)
  const source = new FrameSource({ run: run.snapshots, host, exploration, test, clock, drawingTime: drawing.total })
  const session = new Session(run, source, sizeOf(stdout))
  const theme = createTheme(options.color, options.ascii)
  const hasKeyboard = stdin.isTTY === true
  const facts = { title, isRecording, hasKeyboard }
  const instance = render(<App hasKeyboard={hasKeyboard} press={session.press} />, {
    stdin,
    stdout,
    alternateScreen: true,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  })
  const screen = new Drawing({
    sources: [source.frames, session.state],
    paint: () => drawScreen({ facts, frame: source.frames.get(), state: session.state.get() }).map(theme.paint),
    write: (bytes) => stdout.write(bytes),
    now: clock.now,
    measure: drawing.measure,
  })
  const close = (): void => {
    screen.stop()
    instance.unmount()
  }
  const resize = (): void => {
    session.resize(sizeOf(stdout))
    screen.forget()
  }
  const stopWatching = watch(run, stdin, stdout, { close, resize })
  source.start()
  const release = (): void => {
    source.stop()
    screen.stop()
    stopWatching()
  }
  return { finished: instance.waitUntilExit().then(release, release), close }
}

interface Reactions {
  readonly close: () => void
  readonly resize: () => void
}

function watch(run: RunHandle, stdin: UiInput, stdout: UiOutput, { close, resize }: Reactions) {
  const closeWhenFinished = (): void => {
    if (run.snapshots.get().phase.kind === 'finished') close()
  }
  const unsubscribe = run.snapshots.subscribe(closeWhenFinished)
  // A keyboard that goes away (EIO of a terminal that hung up) takes neither the screen nor the run with it.
  const ignore = (): void => undefined
  stdin.on('error', ignore)
  stdout.on('error', close)
  stdout.on('resize', resize)
  closeWhenFinished()
  return () => {
    unsubscribe()
    stdin.off('error', ignore)
    stdout.off('error', close)
    stdout.off('resize', resize)
  }
}

/** A terminal that does not say its size has the one terminals had. */
const sizeOf = ({ columns, rows }: UiOutput): Size => ({ columns: columns || 80, rows: rows || 24 })
