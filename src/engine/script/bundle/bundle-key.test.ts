import { expect, it } from 'vitest'
import { bundleKey } from './bundle-key.ts'
import { bundleScript } from './bundle.ts'
import { offline, project } from './testing/project.ts'

const keyOf = async (text: string, more: string): Promise<string> => {
  const cwd = project({ 'script.js': text, 'a.js': more })
  return bundleKey(await bundleScript({ source: 'script.js', cwd, env: {} }, offline))
}

it('is the same for the same script, wherever it is, and another for any other', async () => {
  const script = "import './a.js'; export default 1"
  const key = await keyOf(script, '1 + x')
  expect(await keyOf(script, '1 + x')).toBe(key)
  expect(await keyOf(script, '2 + x')).not.toBe(key)
  expect(await keyOf(` ${script}`, '1 + x')).not.toBe(key)
})
