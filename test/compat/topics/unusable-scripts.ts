import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'

/** What is wrong before anything runs. */
export const unusableScripts: readonly CompatScript[] = [
  ...[
    {
      name: 'exec of a function that is not exported',
      source: `export const options = { scenarios: { a: { executor: 'per-vu-iterations', exec: 'byu' } } }
export function buy() {}`,
      code: 104,
      says: /byu/,
    },
    {
      name: 'a script that exports no function',
      source: `export const options = { vus: 1 }`,
      code: 255,
      says: /export/,
    },
    {
      name: 'no default function where one is needed',
      source: `export function other() {}`,
      code: 104,
      says: /default/,
    },
    {
      name: 'an import of what another file does not export',
      source: `import { nope } from './script.js'\nexport default function () {}`,
      code: 107,
      says: /nope/,
    },
    {
      name: 'an option that is NaN',
      source: `export const options = { vus: parseInt(__ENV.NOT_SET) }\nexport default function () {}`,
      code: 255,
      says: /NaN/,
    },
    {
      name: 'an undeclared name that is assigned to in init code',
      source: `counter = 1\nexport default function () {}`,
      code: 107,
      says: /ReferenceError: counter is not defined/,
    },
    {
      name: 'a constant that is read before it has a value',
      source: `export const options = { vus: VUS }\nconst VUS = 5\nexport default function () {}`,
      code: 107,
      says: /ReferenceError: Cannot access .* before initialization/,
    },
    {
      name: 'a setup that is no function',
      source: `export const setup = 5\nexport default function () {}`,
      code: 255,
      says: /'setup'.* must be a function/,
    },
    {
      name: 'http.get in init code',
      source: `import http from 'k6/http'\nhttp.get('http://127.0.0.1:1/')\nexport default function () {}`,
      code: 107,
      says: /Making http requests in the init context is not supported/,
    },
    {
      name: 'open() of a file that is not there',
      source: `open('users.csv')\nexport default function () {}`,
      code: 107,
      says: /users\.csv: no such file or directory/,
    },
    {
      name: 'a script with a syntax error',
      source: `export default function () {\n  const = 3\n}`,
      code: 107,
      says: /script\.js.*2/s,
    },
  ].map(
    ({ name, source, code, says }): CompatScript => ({
      name,
      call: { source },
      promises: {
        [`ends with ${code} and says so`]: ({ exitCode, stderr }) => {
          expect(stderr).toMatch(says)
          expect(exitCode).toBe(code)
        },
      },
    }),
  ),
  {
    name: 'files that import each other and need each other at once',
    call: {
      source: `import { a } from './a.js'\nexport const b = 1\nexport default function () {}`,
      files: { 'a.js': `import { b } from './script.js'\nexport const a = b + 1` },
    },
    promises: {
      'end with 107': ({ exitCode, stderr }) => {
        expect(stderr).toMatch(/ReferenceError: Cannot access .* before initialization/)
        expect(exitCode).toBe(107)
      },
    },
  },
  {
    name: 'a script that is not there',
    call: { source: '', script: 'no-such-script.js' },
    promises: {
      'ends with 255 and says so': ({ exitCode, stderr }) => {
        expect(stderr).toMatch(/no-such-script\.js/)
        expect(exitCode).toBe(255)
      },
    },
  },
]
