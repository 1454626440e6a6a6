import { expect, it } from 'vitest'
import { UserError } from '../../../base/errors.ts'
import { findModule } from '../../modules/modules.ts'
import { bundleScript } from './bundle.ts'
import { bundleProject, offline, project } from './testing/project.ts'

interface BadCase {
  readonly files: Readonly<Record<string, string>>
  readonly code: string
  readonly message: string
  readonly hint?: string
  /** `file:line:column`. */
  readonly at: string
}

async function errorOf(bundling: Promise<unknown>): Promise<UserError> {
  const error = await bundling.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(UserError)
  return error as UserError
}

const cases: readonly (readonly [string, BadCase])[] = [
  [
    'a syntax error',
    {
      files: { 'script.js': 'const a = 1\nexport default function () {\n  const b = a +\n}\n' },
      code: 'SCRIPT_SYNTAX',
      message: 'Unexpected "}"',
      at: 'script.js:4:1',
    },
  ],
  [
    'a syntax error in TypeScript',
    {
      files: { 'script.js': "import './lib/a.ts'", 'lib/a.ts': 'interface A { x: number }\nconst é: A = { x: 1 ' },
      code: 'SCRIPT_SYNTAX',
      message: 'Expected "}" but found end of file',
      at: 'lib/a.ts:2:21',
    },
  ],
  [
    'types in JavaScript',
    {
      files: { 'script.js': 'const a: number = 1' },
      code: 'SCRIPT_SYNTAX',
      message: 'Expected ";" but found ":"',
      at: 'script.js:1:8',
    },
  ],
  [
    'a column after letters of several bytes',
    {
      files: { 'script.js': "const a = 'äöü😀' +* 1" },
      code: 'SCRIPT_SYNTAX',
      message: 'Unexpected "*"',
      at: 'script.js:1:20',
    },
  ],
  [
    'a constant declared twice',
    {
      files: { 'script.js': 'const a = 1\nconst a = 2' },
      code: 'SCRIPT_SYNTAX',
      message: 'The symbol "a" has already been declared',
      at: 'script.js:2:7',
    },
  ],
  [
    'what strict mode forbids',
    {
      files: { 'script.js': 'with (Math) { exports.x = cos(1) }' },
      code: 'SCRIPT_SYNTAX',
      message: 'With statements cannot be used: scripts run in strict mode',
      at: 'script.js:1:1',
    },
  ],
  [
    'invalid JSON',
    {
      files: { 'script.js': "import './a.json'", 'a.json': '{\n  "a": 1,,\n}' },
      code: 'SCRIPT_SYNTAX',
      message: 'Expected string in JSON but found ","',
      at: 'a.json:2:10',
    },
  ],
  [
    'an import of a file that is no script',
    {
      files: { 'script.js': "import './users.csv'", 'users.csv': 'a;b\n1;2;3\nx y' },
      code: 'SCRIPT_SYNTAX',
      message: 'Expected ";" but found "y"',
      hint: 'only scripts and JSON can be imported; read other files with open()',
      at: 'users.csv:3:3',
    },
  ],
  [
    'a missing file, with another extension there',
    {
      files: { 'script.js': "export default 1\nimport { a } from './lib/helpers.js'\na()", 'lib/helpers.mjs': '' },
      code: 'IMPORT_NOT_FOUND',
      message: 'cannot find "./lib/helpers.js"; did you mean "helpers.mjs"?',
      at: 'script.js:2:19',
    },
  ],
  [
    'a missing file in another file',
    {
      files: { 'script.js': "import './lib/a.js'", 'lib/a.js': "require('./helper.js')", 'lib/helpers.js': '' },
      code: 'IMPORT_NOT_FOUND',
      message: 'cannot find "./helper.js"; did you mean "helpers.js"?',
      at: 'lib/a.js:1:9',
    },
  ],
  [
    'a missing absolute path',
    {
      files: { 'script.js': "import '/no/such/file.js'" },
      code: 'IMPORT_NOT_FOUND',
      message: 'cannot find /no/such/file.js',
      at: 'script.js:1:8',
    },
  ],
  [
    'a folder',
    {
      files: { 'script.js': "import './lib'", 'lib/a.js': '' },
      code: 'IMPORT_NOT_FOUND',
      message: '"./lib" is a folder',
      hint: 'import a file in it',
      at: 'script.js:1:8',
    },
  ],
  [
    'a name that a file does not export',
    {
      files: {
        'script.js': "import { logim } from './a.js'\nexport default () => logim()",
        'a.js': 'export const login = 1',
      },
      code: 'MISSING_EXPORT',
      message: 'a.js does not export "logim"; did you mean "login"?',
      at: 'script.js:1:10',
    },
  ],
  [
    'a missing package',
    {
      files: { 'script.js': "import _ from 'lodahs/fp'" },
      code: 'IMPORT_NOT_FOUND',
      message: 'cannot find the package "lodahs/fp"',
      hint: 'install it beside the script with: npm install lodahs; a file of yours is imported as "./lodahs/fp"',
      at: 'script.js:1:15',
    },
  ],
  [
    'a host without https',
    {
      files: { 'script.js': "import 'jslib.k6.io/k6-utils/1.4.0/index.js'" },
      code: 'IMPORT_NOT_FOUND',
      message: 'cannot find the package "jslib.k6.io/k6-utils/1.4.0/index.js"',
      hint: 'give the whole URL: https://jslib.k6.io/k6-utils/1.4.0/index.js',
      at: 'script.js:1:8',
    },
  ],
  [
    'a module of Node.js',
    {
      files: { 'script.js': "import { readFileSync } from 'node:fs'\nreadFileSync('a')" },
      code: 'NODE_MODULE',
      message: '"node:fs" is a module of Node.js; scripts do not have it, as in k6',
      hint: 'read files with open() in init code, or with k6/experimental/fs',
      at: 'script.js:1:30',
    },
  ],
  [
    'a package that needs Node.js',
    {
      files: { 'script.js': "import '@s/p'", 'node_modules/@s/p/index.js': "const http = require('http')" },
      code: 'NODE_MODULE',
      message: 'the package "@s/p" needs "http" of Node.js, which scripts do not have, as in k6',
      hint: 'use a package that runs in browsers in place of "@s/p"',
      at: 'node_modules/@s/p/index.js:1:22',
    },
  ],
  [
    'a module that k6 does not have',
    {
      files: { 'script.js': "import k from 'k6'\nimport d from 'k6/dat'\nk.sleep(d)" },
      code: 'UNKNOWN_MODULE',
      message: 'unknown module: k6/dat; did you mean "k6/data"?',
      at: 'script.js:2:15',
    },
  ],
  [
    'a required module that k6 does not have',
    {
      files: { 'script.js': "require('k6/x/sql')" },
      code: 'UNKNOWN_MODULE',
      message: "cannot import 'k6/x/sql': it is an extension of k6, and kneepoint loads no extensions",
      at: 'script.js:1:9',
    },
  ],
  [
    'plain http',
    {
      files: { 'script.js': "import 'http://example.com/a.js'" },
      code: 'IMPORT_SCHEME',
      message: 'cannot import http://example.com/a.js: only file:// and https:// are allowed',
      at: 'script.js:1:8',
    },
  ],
  [
    'a file URL with a host',
    {
      files: { 'script.js': "import 'file://./a.js'" },
      code: 'IMPORT_NOT_FOUND',
      message: 'cannot import file://./a.js: a file URL has three slashes and an absolute path',
      at: 'script.js:1:8',
    },
  ],
]

it.each(cases)('refuses %s', async (_, { files, code, message, hint, at }) => {
  const error = await errorOf(bundleProject(files, {}, { checkModule: findModule }))
  const { place } = error
  expect(`${place?.file}:${place?.line}:${place?.column}`).toBe(at)
  expect(error).toMatchObject({ code, exitCode: 107, message, ...(hint === undefined ? {} : { hint }) })
})

it('shows the lines around the place', async () => {
  const error = await errorOf(bundleProject({ 'script.js': 'const a = 1\nconst b = 2\nconst c = = 3\nconst d = 4\n' }))
  expect(error.place?.frame).toBe(
    ['  1 | const a = 1', '  2 | const b = 2', '> 3 | const c = = 3', '    |           ^', '  4 | const d = 4'].join(
      '\n',
    ),
  )
})

it('tells all that is wrong at once', async () => {
  const error = await errorOf(bundleProject({ 'script.js': "import './a.js'\nimport 'fs'\n" }))
  expect(error.message).toBe(
    'cannot find "./a.js"\n  also script.js:2:8: "fs" is a module of Node.js; scripts do not have it, as in k6',
  )
})

it('lets packages try what is not there', async () => {
  const bundle = await bundleProject({
    'script.js': "let zlib\ntry { zlib = require('zlib') } catch {}\nexport default zlib",
  })
  expect(bundle.warnings).toEqual([])
})

it.each([
  ['scirpt.js', 'SCRIPT_NOT_FOUND', 'cannot find the script scirpt.js; did you mean "script.js"?'],
  ['script', 'SCRIPT_NOT_FOUND', 'cannot find the script script; did you mean "script.js"?'],
  ['script.js/x.js', 'SCRIPT_NOT_FOUND', 'cannot find the script script.js/x.js'],
  ['file:///no/such/script.js', 'SCRIPT_NOT_FOUND', 'cannot find the script file:///no/such/script.js'],
  ['.', 'SCRIPT_IS_FOLDER', '. is a folder, not a script'],
  [
    'http://x/s.js',
    'SCRIPT_SCHEME',
    'cannot read the script from http://x/s.js: only file:// and https:// are allowed',
  ],
])('refuses to run %s', async (source, code, message) => {
  const cwd = project({ 'script.js': '' })
  const error = await errorOf(bundleScript({ source, cwd, env: {} }, offline))
  expect(error).toMatchObject({ code, message, exitCode: 255 })
})

it('does not blame the script for a fault of ours', async () => {
  const fault = new Error('ours')
  const checkModule = (): void => {
    throw fault
  }
  await expect(bundleProject({ 'script.js': "import 'k6'" }, {}, { checkModule })).rejects.toBe(fault)
})
