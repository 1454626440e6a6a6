import { formatDuration } from '../../base/duration.ts'
import { type Parsed, parsed } from '../../base/result.ts'
import type { RunSnapshot, ScenarioView } from '../../engine/api.ts'
import { stagesLeft } from '../plan/stages-left.ts'
import type { PromptKind } from '../store/prompt.ts'
import type { UiState } from '../store/ui-state.ts'
import type { Action } from './action.ts'
import { readCommand } from './commands.ts'
import { selectedScenario } from './selected-scenario.ts'

interface PromptContext {
  readonly state: UiState
  readonly run: RunSnapshot
}

/** What a prompt asks for, what stands in it at first, and what Enter makes of the text. */
export interface PromptSpec {
  readonly question: (context: PromptContext) => string
  readonly hint: string
  readonly initial: (context: PromptContext) => string
  /** Undefined: nothing was typed, so nothing is done. */
  readonly read: (text: string) => Parsed<Action> | undefined
}

const usualHint = 'Enter to do it, Esc to leave'

/** A prompt whose text is the argument of a command. */
const argumentOf = (word: string, question: PromptSpec['question'], hint: string = usualHint): PromptSpec => ({
  question,
  hint,
  initial: () => '',
  read: (text) => (text.trim() === '' ? undefined : readCommand(`${word} ${text}`)),
})

export const promptSpecs: Readonly<Record<PromptKind, PromptSpec>> = {
  command: {
    question: () => ':',
    hint: usualHint,
    initial: () => '',
    read: (text) => (text.trim() === '' ? undefined : readCommand(text)),
  },
  mark: {
    question: () => 'note: ',
    hint: usualHint,
    initial: () => '',
    read: (text) => readCommand(`mark ${text.trim() === '' ? 'mark' : text}`),
  },
  load: argumentOf('load', (context) => {
    const scenario = selectedScenario(context.state, context.run)
    return `load of ${nameOf(scenario)}, ${scenario?.model === 'closed' ? 'VUs' : '/s'}: `
  }),
  scale: argumentOf('scale', () => 'every load times: ', 'such as 2, 50 %, 1.5 in 10s'),
  ramp: {
    ...argumentOf('ramp', () => 'changes of load take: ', 'such as 10s; 0 = at once'),
    initial: ({ run }) => (run.rampMs === 0 ? '' : formatDuration(run.rampMs)),
  },
  'max-vus': {
    ...argumentOf('max-vus', (context) => `maxVUs of ${nameOf(selectedScenario(context.state, context.run))}: `),
    initial: (context) => String(selectedScenario(context.state, context.run)?.vusMax ?? ''),
  },
  filter: {
    question: () => 'only what contains: ',
    hint: 'nothing = all',
    initial: ({ state }) => (state.view === 'log' ? state.log.search : state.requests.filter),
    read: (text) => parsed({ do: 'filter', text: text.trim() }),
  },
  stages: {
    ...argumentOf(
      'stages',
      (context) => `stages of ${nameOf(selectedScenario(context.state, context.run))}: `,
      'TIME:LOAD, …; ←→ move, ↑↓ change the number, Enter does it',
    ),
    initial: (context) => {
      const scenario = selectedScenario(context.state, context.run)
      return scenario === undefined ? '' : stagesText(scenario, context.run)
    },
  },
}

const nameOf = (scenario: ScenarioView | undefined): string => scenario?.name ?? 'the run'

/** As `:stages` reads them. */
const stagesText = (scenario: ScenarioView, { elapsed }: RunSnapshot): string =>
  stagesLeft(scenario, elapsed)
    .map(({ duration, target }) => `${formatDuration(duration)}:${target}`)
    .join(', ')
