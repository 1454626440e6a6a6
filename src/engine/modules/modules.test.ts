import { expect, it } from 'vitest'
import { UserError } from '../../base/errors.ts'
import { findModule, isModuleName, moduleNames } from './modules.ts'
import { fakeVu } from './testing/fake-vu.ts'

it('offers our own modules to nobody but jslib', async () => {
  expect(moduleNames.filter((name) => name.includes('kneepoint'))).toEqual([])
  expect((await findModule('k6/kneepoint/url')())(fakeVu())).toHaveProperty('URL')
})

it.each(moduleNames)('loads %s with a default export', async (name) => {
  const factory = await findModule(name)()
  expect(factory(fakeVu({ vu: { stage: 'init' } }))).toHaveProperty('default')
})

const refusalOf = (name: string): UserError => {
  try {
    findModule(name)
  } catch (error) {
    if (error instanceof UserError) return error
  }
  return expect.unreachable()
}

it.each([
  ['k6/metric', 'unknown module: k6/metric; did you mean "k6/metrics"?'],
  ['k6/nothing-like-it', 'unknown module: k6/nothing-like-it'],
  ['k6/x/sql', "cannot import 'k6/x/sql': it is an extension of k6, and kneepoint loads no extensions"],
  ['k6/net/grpc', "cannot import 'k6/net/grpc': kneepoint does not speak gRPC yet"],
  ['k6/browser', "cannot import 'k6/browser': kneepoint drives no browser"],
  ['k6/experimental/timers', "cannot import 'k6/experimental/timers': setTimeout and the others are global"],
])('says why %s cannot be imported, and the way out', (name, message) => {
  const refusal = refusalOf(name)
  expect(refusal.message).toBe(message)
  expect(refusal.hint).toBeTruthy()
  expect(refusal.exitCode).toBe(107)
})

it.each([
  ['k6', true],
  ['k6/http', true],
  ['k6/no-such', true],
  ['k6-utils', false],
  ['./k6/http.js', false],
])('takes %s for a module of k6: %s', (specifier, is) => {
  expect(isModuleName(specifier)).toBe(is)
})
