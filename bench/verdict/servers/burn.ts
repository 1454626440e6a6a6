import { pbkdf2Sync } from 'node:crypto'
import { createServer } from 'node:http'

/** Burns so many ms of CPU for each request, on one thread: a server that is bound by it, and queues in its event loop. */
const each = Number(process.argv[2] ?? 5)

/** So many rounds of native work: a loop of JavaScript took 5 ms at first, and 31 ms after some hundred requests. */
const compute = (rounds: number): Buffer => pbkdf2Sync('password', 'salt', rounds, 32, 'sha256')

/**
 * How many rounds are 1 ms: the quickest of many tries, whatever else runs here. The clock of the thread's CPU would be no help: Linux moves
 * it with its tick, every 4 ms.
 */
function roundsOfMs(): number {
  const rounds = 500
  const tries = Array.from({ length: 300 }, () => {
    const begun = performance.now()
    compute(rounds)
    return performance.now() - begun
  })
  return rounds / Math.min(...tries)
}

const rounds = Math.round(each * roundsOfMs())

const server = createServer({ keepAliveTimeout: 0 }, (_, response) => {
  compute(rounds)
  response.end('ok')
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
