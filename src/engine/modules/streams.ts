import {
  CountQueuingStrategy,
  ReadableStream,
  ReadableStreamDefaultReader,
  WritableStream,
  WritableStreamDefaultWriter,
} from 'node:stream/web'
import { namespaceOf } from './namespace.ts'
import type { ModuleFactory } from './vu.ts'

/** k6/experimental/streams: Node's own, which are the standard's. */
export const streams: ModuleFactory = () =>
  namespaceOf({
    CountQueuingStrategy,
    ReadableStream,
    ReadableStreamDefaultReader,
    WritableStream,
    WritableStreamDefaultWriter,
  })
