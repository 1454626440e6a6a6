import { render } from 'ink'
import { type Clock, monotonicClock } from '../base/clock.ts'
import type { Store } from '../base/store.ts'
import type { Millis } from '../base/units.ts'
import type { RunHandle } from '../engine/api.ts'
import { App } from './app.tsx'
import type { HostView } from './host-view.ts'
import { FrameSource } from './store/frame-source.ts'
import { Session } from './store/session.ts'
import { type ColorDepth, createTheme } from './theme.ts'

export interface UiOptions {
  readonly run: RunHandle
  readonly host: Store<HostView | undefined>
  /** What is run, in a word or two: the first thing on the screen. */
  readonly title: string
  readonly isRecording?: boolean
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
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

/** Ink waits for this long between frames; keys are shown with the next one. */
const mostFramesPerSecond = 10

/** Shows a run until it has finished, or until `close`. Never ends the process and never stops the run but by the operator's key. */
export function startUi(options: UiOptions): UiHandle {
  const { run, host, title, stdin, stdout, isRecording = false } = options
  const clock = options.clock ?? monotonicClock()
  const cpu = options.threadCpu ?? clock.now
  const drawing = measure(cpu)
  const source = new FrameSource({ run: run.snapshots, host, clock, drawingTime: drawing.total })
  const session = new Session(run, source)
  const theme = createTheme(options.color, options.ascii)
  const instance = render(
    <App facts={{ title, isRecording }} frames={source.frames} session={session} theme={theme} />,
    {
      stdin,
      stdout,
      alternateScreen: true,
      incrementalRendering: true,
      exitOnCtrlC: false,
      patchConsole: false,
      interactive: true,
      maxFps: mostFramesPerSecond,
    },
  )
  const unsubscribe = source.frames.subscribe(drawing.begin)
  const close = (): void => instance.unmount()
  const closeWhenFinished = run.snapshots.subscribe(() => {
    if (run.snapshots.get().phase.kind === 'finished') close()
  })
  // A terminal that hangs up must not take the run with it.
  stdin.on('error', close)
  stdout.on('error', close)
  source.start()
  const release = (): void => {
    source.stop()
    unsubscribe()
    closeWhenFinished()
    stdin.off('error', close)
    stdout.off('error', close)
  }
  const finished = instance.waitUntilExit().then(release, release)
  return { finished, close }
}

/** Times a frame from its data to the bytes written: React, Ink and the terminal writes all run before the next immediate. */
function measure(cpu: () => Millis): { readonly begin: () => void; readonly total: () => Millis } {
  let total = 0
  let isMeasuring = false
  const begin = (): void => {
    if (isMeasuring) return
    isMeasuring = true
    const before = cpu()
    setImmediate(() => {
      isMeasuring = false
      total += cpu() - before
    })
  }
  return { begin, total: () => total }
}
