// Four servers that name themselves, for docs/balance.md: on 127.0.0.1:9301 to 9304; the third one is slow.
import { createServer } from 'node:http'

const pods = { a: [9301, 0], b: [9302, 0], c: [9303, 30], d: [9304, 0] }
for (const [name, [port, delay]] of Object.entries(pods)) {
  createServer((_, response) => {
    response.setHeader('X-Pod', name)
    setTimeout(() => response.end(`served by ${name}\n`), delay)
  }).listen(port, '127.0.0.1')
}
