import { afterEach, expect, it, vi } from 'vitest'
import { checksOf, type Fn, load } from './testing/load.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

it('k6chaijs makes a check of every assertion, and ends a describe at the first that fails', async () => {
  const { call, exports, vu } = await load('k6chaijs')
  const chaiExpect = exports['expect'] as Chai.ExpectStatic
  const passed = call('describe', 'crocs', () => {
    chaiExpect(200, 'response status').to.equal(200)
    chaiExpect([1, 2]).to.have.lengthOf(2)
    chaiExpect({ json: () => undefined }).to.have.property('json')
    chaiExpect(3, 'Number of crocs').to.be.above(4)
    chaiExpect(true).to.equal(false)
  })
  expect(passed).toBe(false)
  expect(checksOf(vu)).toEqual([
    ['expected response status to equal 200', true],
    ["expected ${this} to have property 'length'", true],
    ['expected ${this} to have a length of 2 got ${actual}', true],
    ["expected ${this} to have property 'json'", true],
    ['expected Number of crocs to be above 4', false],
  ])
})

it('k6chaijs logs other exceptions and goes on', async () => {
  const { call, vu } = await load('k6chaijs')
  const logged = vi.spyOn(console, 'error').mockReturnValue()
  const throwing = (): never => {
    throw new Error('oops')
  }
  expect(call('describe', 'bad', throwing)).toBe(false)
  expect(checksOf(vu)).toEqual([['Exception raised "Error: oops"', false]])
  expect(logged.mock.calls[0]?.[0]).toContain('Exception raised in test "bad"')
})

it('k6chaijs knows valid JSON bodies', async () => {
  const { exports, vu } = await load('k6chaijs')
  const chaiExpect = exports['expect'] as (value: unknown) => { to: { have: { validJsonBody: () => void } } }
  const invalid = (): never => {
    throw new Error('not JSON')
  }
  chaiExpect({ json: () => undefined }).to.have.validJsonBody()
  expect(checksOf(vu)).toEqual([['has valid json body', true]])
  expect(() => chaiExpect({ json: invalid }).to.have.validJsonBody()).toThrow('has valid json body')
  expect(checksOf(vu)).toEqual([['has valid json body', false]])
})

it.each<[string, unknown, unknown[], unknown]>([
  ['toBe', 200, [200], 404],
  ['toEqual', { a: [1, { b: 2 }], c: undefined }, [{ a: [1, { b: 2 }] }], { a: 1 }],
  ['toBeCloseTo', 0.1 + 0.2, [0.3], 0.4],
  ['toBeDefined', 0, [], undefined],
  ['toBeUndefined', undefined, [], 0],
  ['toBeNull', null, [], 0],
  ['toBeNaN', Number.NaN, [], 0],
  ['toBeTruthy', 'x', [], ''],
  ['toBeFalsy', '', [], 'x'],
  ['toBeGreaterThan', 2, [1], 1],
  ['toBeGreaterThanOrEqual', 1, [1], 0],
  ['toBeLessThan', 0, [1], 1],
  ['toBeLessThanOrEqual', 1, [1], 2],
  ['toBeInstanceOf', new Date(), [Date], {}],
  ['toContain', 'haystack', ['hay'], 'needle'],
  ['toContain', [1, 2], [2], [3]],
  ['toContainEqual', new Set([{ a: 1 }]), [{ a: 1 }], [{ a: 2 }]],
  ['toHaveLength', 'abc', [3], []],
  ['toHaveProperty', { a: [{ b: 1 }] }, ['a[0].b', 1], { a: 1 }],
  ['toMatch', 'abc', [/b/], 'x'],
])('k6-testing: %s holds for %j', async (name, received, args, other) => {
  const { call, vu } = await load('k6-testing')
  const expectations = (value: unknown): Record<string, Fn> & { not: Record<string, Fn> } =>
    call('expect', value) as never
  expectations(received)[name]!(...args)
  expectations(other).not[name]!(...args)
  expect(vu.ended).toEqual([])
  expectations(other)[name]!(...args)
  expect(vu.ended[0]).toContain(`expect(received).${name}`)
})

it('k6-testing fails the test softly, throws softly, and obeys its configuration', async () => {
  const { exports, vu } = await load('k6-testing')
  const soft = exports['expect'] as {
    soft: (value: unknown, message?: string) => { toBe: Fn }
    configure: (config: object) => (value: unknown) => { toBe: Fn; toBeVisible: Fn }
  }
  soft.soft(1, 'one').toBe(2)
  expect(vu.ended).toEqual([
    'fail: test marked as failed: one: expect(received).toBe(expected)\nExpected: 2\nReceived: 1',
  ])
  expect(() => soft.configure({ soft: true, softMode: 'throw' })(1).toBe(2)).toThrow('Expected: 2')
  expect(() => soft.configure({})(1).toBeVisible()).toThrow('kneepoint drives no browser')
})
