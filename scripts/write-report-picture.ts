import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, openFile } from '../test/support/browser.ts'
import { launcher, root } from '../test/support/paths.ts'

/** `npm run picture:report`: lets the explorer find the limits of the demo's target (two minutes) and writes the report's top to docs/report.png. */
const WIDTH = 1100

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-picture-'))
const file = join(folder, 'report.html')
spawnSync('node', [launcher, 'demo', '--auto', '--headless', '--no-record', '--report', file], { stdio: 'inherit' })
const browser = await launchBrowser()
const { page } = await openFile(browser, file, { width: WIDTH })
// Down to the first chart over time.
const last = await page.locator('#throughput-over-time').boundingBox()
const height = (last?.y ?? 0) + (last?.height ?? 0) + 16
await page.screenshot({
  path: join(root, 'docs/report.png'),
  fullPage: true,
  clip: { x: 0, y: 0, width: WIDTH, height },
})
await browser.close()
rmSync(folder, { recursive: true })
