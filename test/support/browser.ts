import { execFileSync } from 'node:child_process'
import { chromium, type Browser, type Page } from 'playwright-core'

/** A page in a real browser, with everything that it said or asked for. */
export interface OpenedPage extends AsyncDisposable {
  readonly page: Page
  /** Messages of the console, and exceptions. */
  readonly said: readonly string[]
  /** Addresses of all requests, the page's own left out. */
  readonly asked: readonly string[]
}

export interface PageLook {
  readonly width?: number
  readonly colors?: 'light' | 'dark'
}

/** The browser of this machine, headless. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim()
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
}

/** Opens a file as a user would who got it by mail. */
export async function openFile(browser: Browser, file: string, look: PageLook = {}): Promise<OpenedPage> {
  const { width = 1280, colors = 'light' } = look
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: colors })
  const page = await context.newPage()
  const said: string[] = []
  const asked: string[] = []
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => said.push(`exception: ${error.message}`))
  const address = `file://${file}`
  page.on('request', (request) => {
    if (request.url() !== address) asked.push(request.url())
  })
  await page.goto(address)
  return { page, said, asked, [Symbol.asyncDispose]: () => context.close() }
}
