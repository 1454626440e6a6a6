import { expect, it } from 'vitest'
import { makeConsole } from '../console.ts'
import { type FakeVu, fakeVu } from '../testing/fake-vu.ts'
import { secrets } from './module.ts'
import { provideSecrets } from './secret-keeper.ts'
import { parseSecretSources } from './secret-sources.ts'

const files: Readonly<Record<string, string>> = {
  'a.secrets': 'token=abc\r\nempty=\nurl=a=b\n',
  'bad.secrets': 'token',
}
function readText(path: string): string {
  const text = files[path]
  if (text === undefined) throw new Error(`no such file: ${path}`)
  return text
}

const file = { token: 'abc', empty: '', url: 'a=b' }
it.each([
  [[], {}],
  [['file=a.secrets'], { file, default: file }],
  [['file=filename=a.secrets,name=mine'], { mine: file, default: file }],
  [['mock=a=1,b=2'], { mock: { a: '1', b: '2' }, default: { a: '1', b: '2' } }],
  [['mock=a=1', 'file=default,a.secrets'], { mock: { a: '1' }, file, default: file }],
  [['mock=name=one,a=1', 'mock=name=two,a=2'], { one: { a: '1' }, two: { a: '2' } }],
])('reads %j', (lines, value) => {
  expect(parseSecretSources(lines, readText)).toEqual({ ok: true, value })
})

it('reports all that is wrong at once', () => {
  const lines = [
    'vault=x',
    'file=none',
    'file',
    'file=bad.secrets',
    'mock=a',
    'mock=name=m,a=1',
    'mock=name=m,b=1',
    'mock=name=x,default,a=1',
    'mock=name=y,default,a=1',
  ]
  expect(parseSecretSources(lines, readText)).toEqual({
    ok: false,
    problems: [
      '--secret-source: there is no source "vault"; use file=PATH or mock=KEY=VALUE',
      '--secret-source file=none: Error: no such file: none',
      '--secret-source file: no file was named; write file=./path.secrets',
      '--secret-source: "token" needs a "="',
      '--secret-source: "a" needs a "="',
      '--secret-source: two sources are named "m"',
      '--secret-source: only one source can be the default',
    ],
  })
})

interface Source {
  readonly get: (key: unknown) => Promise<string>
}
interface Secrets extends Source {
  readonly source: (name: string) => Source
}

function load(sources: Parameters<typeof provideSecrets>[1]): { vu: FakeVu; secrets: Secrets } {
  const vu = fakeVu()
  provideSecrets(vu.worker, sources)
  return { vu, secrets: secrets(vu)['default'] as Secrets }
}

it('gives secrets of the default source and of others', async () => {
  const { secrets } = load({ default: { token: 'abc' }, other: { token: 'xyz' } })
  expect(await secrets.get('token')).toBe('abc')
  expect(await secrets.source('other').get('token')).toBe('xyz')
})

it('rejects what there is none of', async () => {
  const { secrets } = load({ default: {} })
  await expect(secrets.get('token')).rejects.toThrow('no value')
  await expect(secrets.source('mine').get('token')).rejects.toThrow('no secret source with name "mine" is configured')
  await expect(load({}).secrets.get('token')).rejects.toThrow('no secret sources are configured')
})

it('leaves out of the log what the script has asked for', async () => {
  const { vu, secrets } = load({ default: { token: 'abc', blank: ' ' } })
  const { log } = makeConsole(vu.worker)
  log('abc')
  await secrets.get('token')
  await secrets.get('blank')
  log('Bearer abc, really', { abc: ['abc'] })
  expect(vu.logged.map(({ message }) => message)).toEqual([
    'abc',
    'Bearer ***SECRET_REDACTED***, really { ***SECRET_REDACTED***: [ "***SECRET_REDACTED***" ] }',
  ])
})
