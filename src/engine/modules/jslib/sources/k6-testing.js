// https://jslib.k6.io/k6-testing, written anew from its documentation: Playwright's expect() for values. The matchers for pages
// and locators are not here, because there is no browser.
import exec from 'k6/execution'

export class AssertionFailedError extends Error {
  constructor(message) {
    super(message)
    this.name = 'AssertionFailedError'
  }
}

const isObject = (value) => typeof value === 'object' && value !== null

function isEqual(a, b) {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b) || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (a instanceof Date) return a.getTime() === b.getTime()
  if (a instanceof RegExp) return String(a) === String(b)
  if (a instanceof Map || a instanceof Set) return a.size === b.size && isEqual(Array.from(a), Array.from(b))
  const defined = (object) => Object.keys(object).filter((key) => object[key] !== undefined)
  const keys = defined(a)
  return keys.length === defined(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
}

function listOf(value) {
  if (Array.isArray(value) || value instanceof Set) return Array.from(value)
  throw new TypeError(`the value must be a string, an array or a set, got ${typeof value}`)
}

function numbers(a, b) {
  const isNumeric = (value) => typeof value === 'number' || typeof value === 'bigint'
  if (!isNumeric(a) || !isNumeric(b)) throw new TypeError(`expected numbers, got ${typeof a} and ${typeof b}`)
}

const compare = (isTrue) => (received, expected) => {
  numbers(received, expected)
  return isTrue(received, expected)
}

const MISSING = Symbol('missing')

/** `a.b[0].c`, or a list of keys. */
function propertyAt(value, path) {
  const keys = Array.isArray(path) ? path : path.replaceAll(/\[(\w+)\]/g, '.$1').split('.')
  return keys.reduce((object, key) => (isObject(object) && key in object ? object[key] : MISSING), value)
}

const matchers = {
  toBe: (received, expected) => Object.is(received, expected),
  toBeCloseTo: (received, expected, digits = 2) => Math.abs(received - expected) < 10 ** -digits / 2,
  toBeDefined: (received) => received !== undefined,
  toBeFalsy: (received) => !received,
  toBeGreaterThan: compare((a, b) => a > b),
  toBeGreaterThanOrEqual: compare((a, b) => a >= b),
  toBeInstanceOf: (received, expected) => received instanceof expected,
  toBeLessThan: compare((a, b) => a < b),
  toBeLessThanOrEqual: compare((a, b) => a <= b),
  toBeNaN: (received) => Number.isNaN(received),
  toBeNull: (received) => received === null,
  toBeTruthy: (received) => Boolean(received),
  toBeUndefined: (received) => received === undefined,
  toContain: (received, expected) =>
    typeof received === 'string' ? received.includes(expected) : listOf(received).includes(expected),
  toContainEqual: (received, expected) => listOf(received).some((element) => isEqual(element, expected)),
  toEqual: isEqual,
  toHaveLength: (received, expected) => received?.length === expected,
  toHaveProperty: (received, path, ...expected) => {
    const value = propertyAt(received, path)
    return value !== MISSING && (expected.length === 0 || isEqual(value, expected[0]))
  },
  toMatch: (received, expected) =>
    typeof expected === 'string' ? received.includes(expected) : expected.test(received),
}

const browserMatchers =
  'toBeChecked toBeDisabled toBeEditable toBeEmpty toBeEnabled toBeHidden toBeVisible toContainText toHaveAttribute toHaveText toHaveTitle toHaveValue'

function show(value) {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'function') return value.name || 'a function'
  if (value instanceof RegExp || value instanceof Error || !isObject(value)) return String(value)
  try {
    return JSON.stringify(value)
  } catch {
    return String(value)
  }
}

/** The default: a failed assertion ends the whole test, a soft one only marks it as failed or ends the iteration. */
function assert(condition, message, soft, softMode = 'throw') {
  if (condition) return
  if (!soft) exec.test.abort(message)
  else if (softMode === 'fail') exec.test.fail(message)
  else throw new AssertionFailedError(message)
}

function expectationsOf(received, config, { message, isNegated }) {
  const fail = (name, expected) => {
    const call = `expect(received).${isNegated ? 'not.' : ''}${name}(${expected.length > 0 ? 'expected' : ''})`
    const wanted = expected.length > 0 ? `\nExpected: ${isNegated ? 'not ' : ''}${expected.map(show).join(', ')}` : ''
    const text = `${message ? `${message}: ` : ''}${call}${wanted}\nReceived: ${show(received)}`
    config.assertFn(false, text, config.soft, config.softMode)
  }
  const expectations = {}
  for (const [name, matches] of Object.entries(matchers)) {
    expectations[name] = (...expected) => {
      if (matches(received, ...expected) === isNegated) fail(name, expected)
    }
  }
  for (const name of browserMatchers.split(' ')) {
    expectations[name] = () => {
      throw new Error(`expect(...).${name}() looks at a page of a browser, and kneepoint drives no browser`)
    }
  }
  Object.defineProperty(expectations, 'not', {
    get: () => expectationsOf(received, config, { message, isNegated: !isNegated }),
  })
  return expectations
}

const defaults = { soft: false, softMode: 'fail', colorize: true, display: 'pretty', timeout: 5_000, interval: 100 }

function makeExpect(given = {}) {
  const config = { ...defaults, assertFn: assert, ...given }
  const start = (settings) => (received, message) => expectationsOf(received, settings, { message, isNegated: false })
  return Object.assign(start(config), {
    soft: start({ ...config, soft: true }),
    configure: (changed) => makeExpect(changed),
    config,
  })
}

export const expect = makeExpect()
