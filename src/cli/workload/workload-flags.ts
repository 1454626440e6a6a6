import { parsed, problems } from '../../base/result.ts'
import type { PerSecond } from '../../base/units.ts'
import { decimal, moreThan } from '../../engine/config/codec.ts'
import type { Flag } from '../flag.ts'

export const url: Flag<string> = {
  name: 'url',
  value: 'URL',
  help: 'the server that the paths of a workload model are below',
  read: (texts, at) => {
    const text = texts.at(-1) ?? ''
    return /^https?:\/\/\S+$/i.test(text) ? parsed(text) : problems(`${at} must be an http or https URL, got ${text}`)
  },
}

export const targetTps: Flag<PerSecond> = {
  name: 'target-tps',
  value: 'N',
  help: 'a workload model at this size, in its proportions; of a script, what --profile is relative to',
  read: decimal(moreThan(0)).fromFlags,
}
