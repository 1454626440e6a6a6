import type { RunSnapshot } from '../../engine/api.ts'
import type { RunAction } from './action.ts'
import { type Handlers, refuse, send } from './decision.ts'

export const runHandlers: Handlers<RunAction> = {
  'toggle-pause': (_, __, { phase }) => send({ type: phase.kind === 'paused' ? 'resume' : 'pause' }),
  pause: () => send({ type: 'pause' }),
  resume: () => send({ type: 'resume' }),
  undo: () => send({ type: 'undo' }),
  explore: ({ action }) => send({ type: 'explore', action }),
  mark: ({ note }) => send({ type: 'mark', note }),
  seek: ({ by }, _, { elapsed }) => send({ type: 'seek', to: Math.max(0, elapsed + by) }),
  'seek-to': ({ to }) => send({ type: 'seek', to }),
  speed: ({ times }, _, { replay }) =>
    replay === undefined
      ? refuse('only a record has a speed')
      : send({ type: 'set-speed', speed: replay.speed * times }),
  'set-speed': ({ speed }) => send({ type: 'set-speed', speed }),
  stop: ({ now }, _, run) => send({ type: 'stop', graceful: !now && !isStopping(run) }),
}

const isStopping = ({ phase }: RunSnapshot): boolean => phase.kind === 'stopping' || phase.kind === 'teardown'
