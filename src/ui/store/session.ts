import { createStore, type Store, type WritableStore } from '../../base/store.ts'
import type { Actor, Command, RunHandle } from '../../engine/api.ts'
import type { Size } from '../charts/panel.ts'
import type { Action } from '../keys/action.ts'
import { bindingOf } from '../keys/bindings.ts'
import { readCommand } from '../keys/commands.ts'
import { objectionTo } from '../keys/conditions.ts'
import type { KeyContext } from '../keys/context.ts'
import { dangerOf } from '../keys/dangers.ts'
import { decide } from '../keys/decide.ts'
import type { KeyPress } from '../keys/key-press.ts'
import { promptSpecs } from '../keys/prompts.ts'
import type { FrameSource } from './frame-source.ts'
import { editPrompt, type Prompt } from './prompt.ts'
import { initialState, type Question, reduce, stepPercent, type UiChange, type UiState } from './ui-state.ts'

/** What the operator does, from a key press to the run and back to the echo. */
export class Session {
  readonly #run: RunHandle
  readonly #source: FrameSource
  readonly #state: WritableStore<UiState>

  constructor(run: RunHandle, source: FrameSource, size: Size) {
    this.#run = run
    this.#source = source
    this.#state = createStore(initialState(size))
  }

  get state(): Store<UiState> {
    return this.#state
  }

  readonly press = (presses: readonly KeyPress[]): void => {
    for (const press of presses) this.#pressOne(press)
  }

  resize(size: Size): void {
    this.#change({ type: 'resize', size })
  }

  #pressOne(press: KeyPress): void {
    const { prompt, question } = this.#state.get()
    if (press.name === 'ctrl+c') return this.#pressKey(press.name)
    if (question !== undefined) return this.#answer(question, press.name)
    if (prompt !== undefined) return this.#typeInto(prompt, press)
    return this.#pressKey(press.name)
  }

  #pressKey(name: string): void {
    const { view } = this.#state.get()
    const binding = bindingOf(name, view)
    if (binding === undefined) return
    const objection = objectionTo(binding.when, this.#context)
    if (objection !== undefined) return this.#say(objection, false)
    const action = readCommand(binding.command)
    if (action.ok) this.#perform(action.value, 'key')
  }

  /** As things are now, which may not be on the screen yet. */
  get #context(): KeyContext {
    return { state: this.#state.get(), run: this.#run.snapshots.get(), exploration: this.#source.exploration }
  }

  #typeInto(prompt: Prompt, press: KeyPress): void {
    if (press.name === 'return') return this.#submit(prompt)
    const isLeft = press.name === 'escape' || (press.name === 'backspace' && prompt.text === '')
    if (isLeft) return this.#change({ type: 'close-prompt' })
    const edited = editPrompt(prompt, press, stepPercent(this.#state.get()))
    if (edited !== undefined) this.#change({ type: 'edit', prompt: edited })
  }

  #submit({ kind, text }: Prompt): void {
    const action = promptSpecs[kind].read(text)
    if (action?.ok === false) return this.#change({ type: 'reject', problem: action.problems.join('; ') })
    this.#change({ type: 'close-prompt' })
    if (action !== undefined) this.#perform(action.value, kind === 'command' ? 'command' : 'key')
  }

  #perform(action: Action, by: Actor): void {
    const run = this.#run.snapshots.get()
    const decision = decide(action, this.#state.get(), run)
    switch (decision.type) {
      case 'change':
        this.#change(decision.change)
        if (decision.said !== undefined) this.#say(decision.said, true)
        return
      case 'refuse':
        return this.#say(decision.said, false)
      case 'read-summary':
        return this.#change({
          type: 'read',
          summary: { lines: this.#run.summarySoFar().trimEnd().split('\n'), at: run.elapsed },
        })
      case 'send': {
        const danger = dangerOf(decision.command, run)
        if (danger === undefined) return this.#send(decision.command, by)
        return this.#change({ type: 'question', question: { text: danger, command: decision.command, by } })
      }
    }
  }

  /** Anything but a yes leaves it as it was. */
  #answer({ command, by }: Question, key: string): void {
    this.#change({ type: 'question', question: undefined })
    if (key === 'y' || key === 'Y') this.#send(command, by)
    else this.#say('left as it was', false)
  }

  #send(command: Command, by: Actor): void {
    const { accepted, said } = this.#run.send(command, by)
    this.#say(said, accepted)
    this.#source.refresh()
  }

  #say(text: string, accepted: boolean): void {
    this.#change({ type: 'say', message: { text, accepted, at: this.#run.snapshots.get().elapsed } })
  }

  #change(change: UiChange): void {
    this.#state.set(reduce(this.#state.get(), change))
  }
}
