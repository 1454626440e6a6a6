import { parentPort, workerData } from 'node:worker_threads'
import { monotonicClock } from '../base/clock.ts'
import type { HostReader } from './host-reader.ts'
import { linuxReader } from './linux/linux-reader.ts'
import { macReader, runProgram } from './macos/macos-reader.ts'
import { linkSpeeds, portableReader } from './portable-reader.ts'
import { realProcTree } from './proc-tree.ts'
import type { FromProbe, ToProbe } from './host-probe.ts'
import { type ScrapeTarget, TargetScraper } from './target/target-scraper.ts'

/** Runs in a thread of its own, so that no probe can delay the engine or the screen. */
const clock = monotonicClock()
const target: { port: number | undefined } = { port: undefined }
const isLinux = process.platform === 'linux'
const period = isLinux ? 1000 : 5000
const reader = readerOf(process.platform)

function readerOf(platform: NodeJS.Platform): HostReader {
  if (platform === 'linux') return linuxReader(realProcTree(), clock, target)
  if (platform === 'darwin') return macReader({ run: runProgram, clock, target, linkSpeeds })
  return portableReader(clock)
}

parentPort?.on('message', (message: ToProbe) => {
  target.port = message.targetPort
})

setInterval(() => {
  void reader.read().then((reading) => say({ kind: 'host', reading }))
}, period)

for (const endpoint of workerData as readonly ScrapeTarget[]) void watchEndpoint(new TargetScraper(endpoint, clock))

async function watchEndpoint(scraper: TargetScraper): Promise<void> {
  const { reading, wait } = await scraper.read()
  say({ kind: 'target', reading })
  setTimeout(() => void watchEndpoint(scraper), wait)
}

function say(message: FromProbe): void {
  parentPort?.postMessage(message)
}
