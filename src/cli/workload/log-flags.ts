import { parsed, problems, problemsOf } from '../../base/result.ts'
import type { Share } from '../../base/units.ts'
import { choice, filledText } from '../../engine/config/codec.ts'
import { readFormat } from '../../workload/log/formats/find-format.ts'
import { type RateOf, ratesOf } from '../../workload/log/log-facts.ts'
import { readShare } from '../../workload/quantities.ts'
import type { Flag } from '../flag.ts'

export const cover: Flag<Share> = {
  name: 'cover',
  value: 'PERCENT',
  fallback: '80%',
  help: 'take the smallest set of routes that makes up so much of all requests',
  read: (texts, at) => {
    const text = texts.at(-1) ?? ''
    const share = readShare(/^\d+(\.\d+)?$/.test(text) && Number(text) > 1 ? `${text}%` : text)
    return share.ok ? share : problems(...share.problems.map((problem) => `${at} ${problem}`))
  },
}
export const tpsOf: Flag<RateOf> = {
  name: 'tps-of',
  value: 'WHEN',
  fallback: 'peak-hour',
  help: 'whose rates are the targets: average, peak-hour or peak-minute',
  read: choice(ratesOf).fromFlags,
}
export const format: Flag<string> = {
  name: 'format',
  value: 'FORMAT',
  fallback: 'auto',
  help: "how the lines are built: combined, common, json, or nginx's log_format or Apache's LogFormat itself",
  read: (texts, at) => {
    const text = texts.at(-1) ?? ''
    const wrong = problemsOf(readFormat(text))
    return wrong.length === 0 ? parsed(text) : problems(...wrong.map((problem) => `${at} ${problem}`))
  },
}
export const skip: Flag<string> = {
  name: 'skip',
  value: 'REGEX',
  help: 'leave out requests whose path matches; repeatable',
  read: (texts, at) => {
    try {
      return parsed(new RegExp(texts.map((text) => `(?:${text})`).join('|')).source)
    } catch (error) {
      return problems(`${at} must be a regular expression: ${error instanceof Error ? error.message : String(error)}`)
    }
  },
}
export const write: Flag<string> = {
  name: 'write',
  value: 'FILE',
  fallback: 'workload.yaml',
  help: 'where the model goes; the script goes beside it',
  read: filledText.fromFlags,
}
