import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportDataOf } from '../../src/cli/report-data/report-data-of.ts'
import { madeRecord } from '../../src/cli/report-data/testing/made-record.ts'
import { pageAssets } from '../../src/report/page-assets.ts'
import { renderReport } from '../../src/report/render-report.ts'
import { launchBrowser, openFile } from '../support/browser.ts'
import { isInstalled } from '../support/real-server.ts'

const evil = `</script><img src="http://127.0.0.1:9/x" onerror="document.title='broken'">`
const file = join(mkdtempSync(join(tmpdir(), 'kneepoint-page-')), 'report.html')

/** Two minutes in which the load goes up, with everything in it that a report can show. */
const record = madeRecord({
  seconds: 120,
  target: evil,
  rate: (second) => 20 * (1 + Math.floor(second / 30)),
  took: (second, index) => 20 + (index % 7) + (second > 90 ? 300 : 0),
  scenarios: ['browse', evil],
  names: Array.from({ length: 60 }, (_, index) => `/article/${index}${index === 7 ? evil : ''}`),
  answeredBy: (second, index) => (second > 60 && index % 3 === 0 ? `late ${evil}` : `web-${index % 2}`),
  checks: ['quick', evil],
  pausedAt: new Set([50, 51]),
  events: [30, 60, 90].map((second) => ({ at: second * 1000, by: 'key', kind: 'load', text: `load ${evil}` })),
  problems: [{ code: 0, message: evil, count: 3, firstAt: 0, lastAt: 1000 }],
})

/** How many pixels of a figure's canvas have the colour of one of its lines, or the shade of its fullest cells. */
const drawnPixels = (figure: Locator): Promise<number> =>
  figure.evaluate((element) => {
    const { querySelector } = element as unknown as { querySelector: (selector: string) => DrawnElement }
    const find = (selector: string): DrawnElement => querySelector.call(element, selector)
    const chart = JSON.parse(find('script').textContent) as { lines?: { tone: string }[] }
    const names = chart.lines?.map(({ tone }) => `--tone-${tone}`) ?? ['--heat-4']
    const style = (globalThis as unknown as PageGlobals).getComputedStyle(element)
    const wanted = names.map((name) => Number.parseInt(style.getPropertyValue(name).trim().slice(1), 16))
    const canvas = find('canvas')
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    const isNear = (at: number): boolean =>
      wanted.some((color) =>
        [16, 8, 0].every((shift, channel) => Math.abs((data[at + channel] ?? 0) - ((color >> shift) & 255)) < 30),
      )
    let count = 0
    for (let at = 0; at < data.length; at += 4) if ((data[at + 3] ?? 0) > 200 && isNear(at)) count += 1
    return count
  })

/** What the types of Node do not know of a page. */
interface DrawnElement {
  readonly textContent: string
  readonly width: number
  readonly height: number
  readonly getContext: (kind: '2d') => { getImageData: (...box: number[]) => { data: Uint8ClampedArray } }
}
interface PageGlobals {
  readonly getComputedStyle: (element: unknown) => { getPropertyValue: (name: string) => string }
}

const visibleRows = (page: Page, section: string): Promise<number> =>
  page.locator(`#${section} tbody tr:visible`).count()

describe.skipIf(!isInstalled('chromium'))('a report in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    writeFileSync(file, renderReport(reportDataOf(record), pageAssets()))
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)(
    'draws every chart, says nothing and asks for nothing, in %s colours and %i wide',
    async (colors, width) => {
      await using opened = await openFile(browser, file, { colors, width })
      const { page, said, asked } = opened
      const charts = await page.locator('figure[data-chart]').all()
      expect(charts).toHaveLength(9)
      for (const chart of charts) {
        const name = await chart.getAttribute('id')
        expect([name, (await drawnPixels(chart)) > 50]).toEqual([name, true])
      }
      expect(await page.locator('figure .u-over').count()).toBe(9)
      expect(said).toEqual([])
      expect(asked).toEqual([])
    },
  )

  it('runs nothing of what names and messages hold, and shows them as they are', async () => {
    await using opened = await openFile(browser, file)
    const { page, asked } = opened
    expect(await page.title()).toContain(evil)
    expect(await page.locator('h1').textContent()).toBe(evil)
    expect(await page.locator('img').count()).toBe(0)
    expect(asked).toEqual([])
  })

  it('would let nothing out, even if a script got in', async () => {
    await using opened = await openFile(browser, file)
    const { page } = opened
    const outcome = await page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'sent',
        (error: unknown) => String(error),
      ),
    )
    expect(outcome).toMatch(/Failed to fetch/)
    await expect.poll(() => opened.said.join()).toMatch(/Content Security Policy/)
  })

  it('is as wide as a phone, and no wider', async () => {
    await using opened = await openFile(browser, file, { width: 390 })
    expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })

  it('shows the first of many requests, all of them, or those that are searched for', async () => {
    await using opened = await openFile(browser, file)
    const { page } = opened
    const box = page.locator('#requests')
    expect(await visibleRows(page, 'requests')).toBe(20)
    await box.getByLabel('Search').fill('article/59')
    expect(await visibleRows(page, 'requests')).toBe(1)
    await box.getByLabel('Search').fill('')
    await box.getByText('show all').click()
    expect(await visibleRows(page, 'requests')).toBe(60)
  })

  it('sorts a table by the column that is pressed, and the other way round', async () => {
    await using opened = await openFile(browser, file)
    const { page } = opened
    const counts = async (): Promise<number[]> =>
      (await page.locator('#requests tbody tr td:nth-child(2)').allTextContents()).map(Number)
    const title = page.locator('#requests').getByRole('button', { name: 'count' })
    await title.click()
    const down = await counts()
    await title.click()
    const up = await counts()
    expect(down).toEqual(down.toSorted((a, b) => b - a))
    expect(up).toEqual(up.toSorted((a, b) => a - b))
    expect(await page.locator('#requests th[aria-sort]').getAttribute('aria-sort')).toBe('ascending')
  })

  it('says what is under the pointer, zooms all charts over time at once, and shows all again', async () => {
    await using opened = await openFile(browser, file)
    const { page } = opened
    const plot = page.locator('#throughput-over-time .u-over')
    await plot.scrollIntoViewIfNeeded()
    const box = await plot.boundingBox()
    if (box === null) throw new Error('the chart has no place')
    const at = (share: number): [number, number] => [box.x + share * box.width, box.y + box.height / 2]
    await page.mouse.move(...at(0.25))
    const tip = page.locator('#throughput-over-time .tip')
    await tip.waitFor({ state: 'visible' })
    expect(await tip.textContent()).toMatch(/00:\d\d.*achieved40\.0\/s.*load/s)
    const heat = page.locator('#latency-heatmap canvas')
    const before = await pictureOf(heat)
    await page.mouse.move(...at(0.5))
    await page.mouse.down()
    await page.mouse.move(...at(0.9), { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => pictureOf(heat)).not.toBe(before)
    await page.mouse.dblclick(...at(0.5))
    await page.mouse.move(0, 0)
    await expect.poll(() => pictureOf(heat)).toBe(before)
  })

  it('hides a line when its name in the legend is pressed', async () => {
    await using opened = await openFile(browser, file)
    const { page } = opened
    const canvas = page.locator('#latency-over-time canvas')
    const before = await pictureOf(canvas)
    const entry = page.locator('#latency-over-time').getByRole('button', { name: 'p99' })
    await entry.click()
    await expect.poll(() => pictureOf(canvas)).not.toBe(before)
    expect(await entry.getAttribute('aria-pressed')).toBe('false')
    await entry.click()
    await expect.poll(() => pictureOf(canvas)).toBe(before)
  })

  it('changes its colours when it is asked to, and prints in light ones', async () => {
    await using opened = await openFile(browser, file, { colors: 'dark' })
    const { page } = opened
    const canvas = page.locator('#throughput-over-time canvas')
    const dark = await pictureOf(canvas)
    await page.getByRole('button', { name: 'Show in light colours' }).click()
    await expect.poll(() => pictureOf(canvas)).not.toBe(dark)
    await page.getByRole('button', { name: 'Show in dark colours' }).click()
    await expect.poll(() => pictureOf(canvas)).toBe(dark)
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    await expect.poll(() => pictureOf(canvas)).not.toBe(dark)
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    await expect.poll(() => pictureOf(canvas)).toBe(dark)
  })
})

/** The picture that a canvas shows, as a text to compare. */
const pictureOf = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element) => (element as unknown as { toDataURL: () => string }).toDataURL())
