import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Bundle, type BundleInput, bundleScript } from '../bundle.ts'
import type { BundleTools } from '../import-rules.ts'

/** Files in a new folder, which is removed after the test. Its path has no links in it. */
export function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'kneepoint-test-')))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), typeof text === 'string' ? text.replaceAll('ROOT', root) : text)
  }
  return root
}

/** Tools that know every module of k6 and no network. */
export const offline: BundleTools = {
  checkModule: () => undefined,
  resolveJslib: () => undefined,
  loadRemote: () => Promise.reject(new Error('the test must not use the network')),
}

/** Bundles `script.js` of a project, as if the user stood in its folder. `ROOT` in texts is that folder. */
export function bundleProject(
  files: Readonly<Record<string, string | Uint8Array>>,
  input: Partial<BundleInput> = {},
  tools: Partial<BundleTools> = {},
): Promise<Bundle> {
  const cwd = project(files)
  return bundleScript({ source: 'script.js', cwd, env: {}, ...input }, { ...offline, ...tools })
}
