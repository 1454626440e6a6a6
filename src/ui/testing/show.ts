import { onTestFinished } from 'vitest'
import { createStore } from '../../base/store.ts'
import type { HostView } from '../host-view.ts'
import { startUi, type UiHandle } from '../start.tsx'
import { FakeRun, type FakeRunOptions } from './fake-run.ts'
import { TestTerminal, type TestTerminalOptions } from './test-terminal.ts'

export const escape = '\u001b'

export interface Shown {
  readonly terminal: TestTerminal
  readonly run: FakeRun
  readonly ui: UiHandle
}

/** A run, ten seconds old, on the screen of a terminal until the test has finished. */
export function show(terminalOptions: TestTerminalOptions = {}, runOptions: FakeRunOptions = {}): Shown {
  const terminal = new TestTerminal(terminalOptions)
  const run = new FakeRun(runOptions)
  run.advance(10)
  const ui = startUi({
    run,
    exploration: run.exploration,
    host: createStore<HostView | undefined>(undefined),
    title: 'demo',
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    color: '256',
    ascii: false,
  })
  onTestFinished(async () => {
    ui.close()
    await ui.finished
  })
  return { terminal, run, ui }
}
