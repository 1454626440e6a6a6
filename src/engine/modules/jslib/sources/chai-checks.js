// What https://jslib.k6.io/k6chaijs does, written anew around chai: every assertion is a check, a failed one ends its `describe`.
import chai from 'chai/chai.js'
import { check, group } from 'k6'
import exec from 'k6/execution'

const { Assertion, AssertionError, config, util } = chai

Object.assign(config, {
  truncateVariableThreshold: 100,
  truncateMsgThreshold: 300,
  aggregateChecks: true,
  logFailures: false,
  exitOnError: false,
})

const shorten = (text) =>
  text.length > config.truncateVariableThreshold ? `${text.slice(0, config.truncateVariableThreshold)}...` : text

const show = (value) => shorten(util.objDisplay(value))

const replaceTag = (text, tag, by) => text.replaceAll(`#{${tag}}`, () => by)

/** chai's message, worded so that it reads well for a check that passed too. */
function templateOf(assertion, [, whenTrue, whenFalse, expected]) {
  const given = util.flag(assertion, 'negate') ? whenFalse : whenTrue
  const message = (typeof given === 'function' ? given() : (given ?? '')).replace('but ', '')
  const anonymize = util.flag(assertion, 'anonymizeMsgFunction')
  return replaceTag(anonymize ? anonymize(message) : message, 'exp', show(expected))
}

/** The name of the check: without the values, so that the results of many iterations add up. */
function nameOf(assertion, template) {
  const named = replaceTag(template, 'this', util.flag(assertion, 'message') || '${this}')
  return shorten(replaceTag(named, 'act', '${actual}'))
}

function textOf(assertion, template, args) {
  const shown = replaceTag(template, 'this', show(util.flag(assertion, 'object')))
  const text = replaceTag(shown, 'act', show(util.getActual(assertion, args)))
  const message = util.flag(assertion, 'message')
  return message && !config.aggregateChecks ? `${message}: ${text}` : text
}

Assertion.overwriteMethod(
  'assert',
  () =>
    function assertAndCheck(...args) {
      const passed = util.test(this, args)
      const template = templateOf(this, args)
      const text = textOf(this, template, args)
      check(null, { [config.aggregateChecks ? nameOf(this, template) : text]: passed })
      if (!passed) refuse(shorten(text), { actual: util.getActual(this, args), expected: args[3] })
    },
)

function refuse(text, values) {
  if (config.logFailures) console.warn(text)
  if (config.exitOnError) exec.test.abort(text)
  throw new AssertionError(text, values)
}

Assertion.addMethod('anonymize', function anonymize(rename = (message) => replaceTag(message, 'this', '<anonymized>')) {
  util.flag(this, 'anonymizeMsgFunction', rename)
})

Assertion.addMethod('validJsonBody', function validJsonBody() {
  let isValid = true
  try {
    util.flag(this, 'object').json('__no_such_member')
  } catch {
    isValid = false
  }
  new Assertion(null).assert(isValid, 'has valid json body', 'does not have a valid json body', null, null)
})

/** A group whose first failed assertion ends it; any other exception is logged and counts as a failed check. */
export function describe(name, fn) {
  let passed = true
  group(name, () => {
    try {
      fn()
    } catch (error) {
      passed = false
      if (error?.name === 'AssertionError') return
      console.error(`Exception raised in test "${name}". Failing the test and continuing. \n${String(error)}`)
      check(null, { [`Exception raised "${String(error)}"`]: false })
    }
  })
  return passed
}

export const { expect } = chai

export { chai }
