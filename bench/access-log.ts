/**
 * Is `kneepoint workload from` exact, quick and small on a log of a gigabyte? Makes a log whose routes, rates and peaks are known,
 * has the program read it, and compares. `node bench/access-log.ts [GB] [plain|gzip]`; the log goes to the folder for temporary files.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createGzip } from 'node:zlib'
import { readWorkloadFile } from '../src/workload/read-workload-file.ts'
import { clfTime, combinedLine, makeRequests, shopRoutes } from '../src/workload/testing/make-log.ts'

const [gigabytes = '1', kind = 'plain'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'kneepoint-log-'))
const log = join(folder, kind === 'gzip' ? 'access.log.gz' : 'access.log')

/** A day that has a busy hour, with twice the requests, and before it a busy minute, with four times as many. */
const BASE = 3300 * Number(gigabytes)
const minutes = Array.from({ length: 1440 }, (_, minute) => {
  if (minute === 700) return 4 * BASE
  return minute >= 780 && minute < 840 ? 2 * BASE : BASE
})

async function writeLog(): Promise<number> {
  const file = createWriteStream(log)
  const out = kind === 'gzip' ? createGzip({ level: 1 }) : file
  if (out !== file) out.pipe(file)
  let [second, time, text, bytes] = [Number.NaN, '', '', 0]
  for (const request of makeRequests({ routes: shopRoutes, begin: Date.UTC(2026, 10, 28), minutes, users: 20_000 })) {
    const now = Math.floor(request.at / 1000)
    if (now !== second) [second, time] = [now, clfTime(request.at)]
    text += `${combinedLine(request, time)}\n`
    if (text.length < 1 << 20) continue
    bytes += text.length
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await once(file, 'finish')
  return bytes + text.length
}

/** Peak of the resident memory of a process, MB. */
const peakMemory = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

async function read(): Promise<{ readonly seconds: number; readonly memory: number; readonly text: string }> {
  const begun = performance.now()
  const args = [resolve(import.meta.dirname, '../bin/kneepoint.js'), 'workload', 'from', log]
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  let [text, memory] = ['', 0]
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
  const watching = setInterval(() => {
    try {
      memory = Math.max(memory, peakMemory(child.pid ?? 0))
    } catch {
      // It has ended.
    }
  }, 50)
  await once(child, 'close')
  clearInterval(watching)
  return { seconds: (performance.now() - begun) / 1000, memory, text }
}

function differences(): string[] {
  const model = readWorkloadFile(join(folder, 'workload.yaml'))
  if (!model.ok) return [...model.problems]
  const expected = shopRoutes
    .slice(0, 5)
    .map(({ method, template, weight }) => `${method} ${template}: ${(2 * BASE * weight) / 6000}`)
  const found = model.value.workloads.map(({ name, stated }) => `${name}: ${stated.tps}`)
  return expected
    .filter((line, index) => line !== found[index])
    .map((line) => `expected ${line}, got ${found.join(', ')}`)
}

const size = await writeLog()
const lines = minutes.reduce((sum, count) => sum + count, 0)
console.log(
  `${lines} lines, ${(size / 1e9).toFixed(2)} GB${kind === 'gzip' ? `, ${(statSync(log).size / 1e6).toFixed(0)} MB as gzip` : ''}`,
)
const { seconds, memory, text } = await read()
console.log(text)
const wrong = [
  ...differences(),
  ...(text.includes(`5 of 10 routes cover 80 % of all requests`) ? [] : ['the coverage is not 5 of 10 routes, 80 %']),
  ...(text.includes(`busiest minute ${((4 * BASE) / 60).toFixed(0)}/s`) ? [] : ['the busiest minute is wrong']),
]
console.log(`${seconds.toFixed(1)} s, ${(seconds / (size / 1e9)).toFixed(1)} s a GB, ${memory.toFixed(0)} MB at most`)
console.log(wrong.length === 0 ? 'routes, rates and coverage are exact' : wrong.join('\n'))
rmSync(folder, { recursive: true })
process.exitCode = wrong.length === 0 ? 0 : 1
