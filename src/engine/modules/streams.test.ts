import type { ReadableStream, WritableStream } from 'node:stream/web'
import { expect, it } from 'vitest'
import { streams } from './streams.ts'
import { fakeVu } from './testing/fake-vu.ts'

interface Streams {
  readonly ReadableStream: typeof ReadableStream
  readonly WritableStream: typeof WritableStream
}

it('streams from a source to a sink', async () => {
  const { ReadableStream, WritableStream } = streams(fakeVu()) as unknown as Streams
  const seen: unknown[] = []
  const source = new ReadableStream({
    start(controller) {
      controller.enqueue('a')
      controller.enqueue('b')
      controller.close()
    },
  })
  const writer = new WritableStream({ write: (chunk: unknown) => void seen.push(chunk) }).getWriter()
  const reader = source.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) await writer.write(next.value)
  expect(seen).toEqual(['a', 'b'])
})
