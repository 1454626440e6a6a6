import { createStore, type Store, type WritableStore } from '../../base/store.ts'
import type { Actor, RunHandle } from '../../engine/api.ts'
import type { Size } from '../charts/panel.ts'
import { graphemesOf } from '../format/cell-width.ts'
import type { Action } from '../keys/action.ts'
import { bindingOf } from '../keys/bindings.ts'
import { readCommand, readLoad } from '../keys/commands.ts'
import { objectionTo } from '../keys/conditions.ts'
import { decide } from '../keys/decide.ts'
import type { KeyPress } from '../keys/key-press.ts'
import type { FrameSource } from './frame-source.ts'
import { initialState, type Prompt, reduce, type UiChange, type UiState } from './ui-state.ts'

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
    const { prompt } = this.#state.get()
    if (prompt !== undefined && press.name !== 'ctrl+c') this.#typeInto(prompt, press)
    else this.#pressKey(press.name)
  }

  #pressKey(name: string): void {
    const binding = bindingOf(name)
    if (binding === undefined) return
    const objection = objectionTo(binding.when, { state: this.#state.get(), run: this.#run.snapshots.get() })
    if (objection !== undefined) return this.#say(objection, false)
    const action = readCommand(binding.command)
    if (action.ok) this.#perform(action.value, 'key')
  }

  #typeInto(prompt: Prompt, { name, text }: KeyPress): void {
    switch (name) {
      case 'escape':
        return this.#change({ type: 'close-prompt' })
      case 'return':
        return this.#submit(prompt)
      case 'backspace':
        return prompt.text === ''
          ? this.#change({ type: 'close-prompt' })
          : this.#change({ type: 'edit', text: graphemesOf(prompt.text).slice(0, -1).join('') })
      case 'ctrl+u':
        return this.#change({ type: 'edit', text: '' })
      case 'ctrl+w':
        return this.#change({ type: 'edit', text: prompt.text.replace(/\S+\s*$/, '') })
      default:
        if (text !== '') this.#change({ type: 'edit', text: prompt.text + text })
    }
  }

  #submit({ kind, text }: Prompt): void {
    if (kind === 'mark') return this.#finish({ do: 'mark', note: text.trim() === '' ? 'mark' : text.trim() }, 'key')
    if (kind === 'command') return this.#submitCommand(text)
    const load = readLoad(text)
    if (load.ok) this.#finish({ do: 'set-load', value: load.value, unit: undefined }, 'key')
    else this.#change({ type: 'reject', problem: load.problems.join('; ') })
  }

  #submitCommand(text: string): void {
    if (text.trim() === '') return this.#change({ type: 'close-prompt' })
    const action = readCommand(text)
    if (action.ok) this.#finish(action.value, 'command')
    else this.#change({ type: 'reject', problem: action.problems.join('; ') })
  }

  #finish(action: Action, by: Actor): void {
    this.#change({ type: 'close-prompt' })
    this.#perform(action, by)
  }

  #perform(action: Action, by: Actor): void {
    const decision = decide(action, this.#state.get(), this.#run.snapshots.get())
    switch (decision.type) {
      case 'change':
        this.#change(decision.change)
        if (decision.said !== undefined) this.#say(decision.said, true)
        return
      case 'refuse':
        return this.#say(decision.said, false)
      case 'send': {
        const { accepted, said } = this.#run.send(decision.command, by)
        this.#say(said, accepted)
        return this.#source.refresh()
      }
    }
  }

  #say(text: string, accepted: boolean): void {
    this.#change({ type: 'say', message: { text, accepted, at: this.#run.snapshots.get().elapsed } })
  }

  #change(change: UiChange): void {
    this.#state.set(reduce(this.#state.get(), change))
  }
}
