import { expect, it } from 'vitest'
import { type Class, type Fn, load } from './testing/load.ts'
import type { Exports } from './testing/run-source.ts'

// RFC 6238, appendix B (SHA-1), with the secret "12345678901234567890" in base32.
it.each<[string, (exports: Exports) => unknown, unknown]>([
  [
    'papaparse',
    ({ default: papa }) => ((papa as { parse: Fn }).parse('a,b\n1,2', { header: true }) as { data: unknown }).data,
    [{ a: '1', b: '2' }],
  ],
  ['lodash', ({ default: lodash }) => (lodash as { chunk: Fn }).chunk([1, 2, 3], 2), [[1, 2], [3]]],
  [
    'jsonpath',
    ({ default: jsonpath }) => (jsonpath as { query: Fn }).query({ a: [{ b: 1 }, { b: 2 }] }, '$.a[*].b'),
    [1, 2],
  ],
  [
    'ajv',
    ({ default: Ajv }) => {
      const validate = (new (Ajv as Class)()['compile']! as (schema: object) => (value: unknown) => boolean)({
        type: 'string',
        format: 'email',
      })
      return [validate('a@b.test'), validate('nobody')]
    },
    [true, false],
  ],
])('%s comes from its package', async (name, use, result) => {
  const { exports } = await load(name)
  expect(use(exports)).toEqual(result)
})
