import { expect, it } from 'vitest'
import { setupDataFromJson, setupDataToJson } from './setup-data.ts'

it.each([
  [
    { a: undefined, b: [undefined], c: null },
    { a: null, b: [null], c: null },
  ],
  [new Date(0), '1970-01-01T00:00:00Z'],
  [{ at: new Date(1_500) }, { at: '1970-01-01T00:00:01.5Z' }],
  [{ at: new Date(Number.NaN) }, { at: null }],
  [{ toJSON: () => ({ own: 1 }) }, { own: 1 }],
  ['text', 'text'],
  [undefined, undefined],
])('hands %j on as %j', (returned, handed) => {
  expect(setupDataFromJson(setupDataToJson(returned))).toEqual(handed)
})
