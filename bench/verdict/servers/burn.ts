import { createServer } from 'node:http'

/** Burns so many ms of CPU for each request, on one thread: a server that is bound by it, and queues in its event loop. */
const each = Number(process.argv[2] ?? 5)

/** Sums, so many times; each goes on from the last, so that nothing can be left out. */
let sum = 1
function compute(times: number): void {
  let now = sum
  for (let n = 0; n < times; n += 1) now = (Math.imul(now, 1_664_525) + 1_013_904_223) | 0
  sum = now
}

/**
 * How often is 1 ms: the quickest of many tries, whatever else runs here. The clock of the thread's CPU would be no help: Linux moves
 * it with its tick, every 4 ms.
 */
function timesOfMs(): number {
  const times = 200_000
  const tries = Array.from({ length: 300 }, () => {
    const begun = performance.now()
    compute(times)
    return performance.now() - begun
  })
  return times / Math.min(...tries)
}

const times = Math.round(each * timesOfMs())

const server = createServer({ keepAliveTimeout: 0 }, (_, response) => {
  compute(times)
  response.end(`ok ${sum}`)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
