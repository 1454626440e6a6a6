// https://jslib.k6.io/k6-utils, written anew from its documentation; covers all its versions.
import { randomBytes } from 'k6/crypto'
import exec from 'k6/execution'
import { Rate } from 'k6/metrics'

const checks = new Rate('checks')

export const randomIntBetween = (min, max) => Math.floor(min + Math.random() * (max - min + 1))

export const randomItem = (list) => list[Math.floor(Math.random() * list.length)]

export function randomString(length, charset = 'abcdefghijklmnopqrstuvwxyz') {
  let text = ''
  for (let count = 0; count < length; count += 1) text += charset[Math.floor(Math.random() * charset.length)]
  return text
}

export function uuidv4(secure = false) {
  const bytes = secure ? new Uint8Array(randomBytes(16)) : Uint8Array.from({ length: 16 }, () => Math.random() * 256)
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What stands between two texts: the first one, or with `repeat` all of them; null if there is none. */
export function findBetween(content, left, right, repeat = false) {
  const found = []
  let from = content.indexOf(left)
  while (from >= 0) {
    const start = from + left.length
    const end = content.indexOf(right, start)
    if (end < 0) break
    found.push(content.substring(start, end))
    if (!repeat) return found[0]
    from = content.indexOf(left, end + right.length)
  }
  return found.length > 0 ? found : null
}

/** Stages whose targets follow a bell curve of two standard deviations to each side. */
export function normalDistributionStages(maxVus, durationSeconds, numberOfStages = 10) {
  const density = (step) => Math.exp(-0.5 * (-2 + (4 * step) / numberOfStages) ** 2)
  const peak = Math.max(...Array.from({ length: numberOfStages + 1 }, (_, step) => density(step)))
  const inner = Math.ceil((4 * durationSeconds) / (6 * numberOfStages))
  const outer = Math.ceil(durationSeconds / 6)
  return Array.from({ length: numberOfStages + 2 }, (_, step) => ({
    duration: `${step === 0 || step > numberOfStages ? outer : inner}s`,
    target: step > numberOfStages ? 0 : Math.round((density(step) * maxVus) / peak),
  }))
}

const unitMillis = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1, '': 1 }

/** Milliseconds of a duration such as `1h30m` or `10.5s`; without a unit they are milliseconds already. */
export function parseDuration(text) {
  if (text === undefined || text === null || text.length < 1) throw new Error('str is empty')
  const seen = new Set()
  let total = 0
  for (const [, number, unit] of text.matchAll(/([\d.]+)(ms|[^\d.]?)/g)) {
    if (!(unit in unitMillis)) throw new Error(`${unit} is an unsupported time unit`)
    if (seen.has(unit)) throw new Error(`${unit} time unit is provided multiple times`)
    seen.add(unit)
    total += unit === 'ms' ? Math.trunc(Number.parseFloat(number)) : Number.parseFloat(number) * unitMillis[unit]
  }
  return total
}

function currentStages() {
  const { name } = exec.scenario
  const scenario = exec.test.options.scenarios[name]
  if (scenario === undefined || scenario === null) {
    throw new Error(`the exec.test.options object doesn't contain the current scenario ${name}`)
  }
  if (scenario.stages === undefined || scenario.stages === null) {
    throw new Error(
      'only ramping-vus or ramping-arrival-rate supports stages, it is not possible to get a stage index on other executors.',
    )
  }
  if (scenario.stages.length < 1) throw new Error(`the current scenario ${name} doesn't contain any stage`)
  return scenario.stages
}

export function getCurrentStageIndex() {
  const stages = currentStages()
  let left = Date.now() - exec.scenario.startTime
  for (let index = 0; index < stages.length; index += 1) {
    left -= parseDuration(stages[index].duration)
    if (left < 0) return index
  }
  return stages.length - 1
}

export function tagWithCurrentStageIndex() {
  exec.vu.tags.stage = getCurrentStageIndex()
}

export function tagWithCurrentStageProfile() {
  exec.vu.tags.stage_profile = stageProfile()
}

function stageProfile() {
  const index = getCurrentStageIndex()
  if (index < 1) return 'ramp-up'
  const [before, now] = [currentStages()[index - 1].target, currentStages()[index].target]
  if (now > before) return 'ramp-up'
  return now === before ? 'steady' : 'ramp-down'
}

/** As k6's own `check`, but it also takes promises and async predicates; then the result is a promise. */
export function check(value, checkers, tags) {
  if (value instanceof Promise) return value.then((settled) => check(settled, checkers, tags))
  const results = Object.entries(checkers).map(([name, checker]) => {
    const record = (result) => {
      checks.add(result ? 1 : 0, { ...tags, check: name })
      return Boolean(result)
    }
    const result = typeof checker === 'function' ? checker(value) : checker
    return result instanceof Promise ? result.then(record) : record(result)
  })
  if (results.every((result) => typeof result === 'boolean')) return results.every(Boolean)
  return Promise.all(results.map((result) => Promise.resolve(result))).then((all) => all.every(Boolean))
}
