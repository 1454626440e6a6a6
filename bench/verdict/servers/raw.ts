import { createServer } from 'node:net'

/** Answers whatever comes, unread, after so many ms: next to no CPU for each request. It never closes a connection first. */
const delay = Number(process.argv[2] ?? 0)
const answer = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')

const server = createServer({ noDelay: true }, (socket) => {
  const say = (): void => void socket.write(answer)
  socket.on('data', () => (delay > 0 ? setTimeout(say, delay) : say())).on('error', () => socket.destroy())
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
