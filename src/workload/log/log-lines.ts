import { createReadStream, type ReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip } from 'node:zlib'
import { UserError } from '../../base/errors.ts'
import type { Bytes } from '../../base/units.ts'

const CHUNK = 1 << 18
/** A line may be cut in the middle of a chunk; one that is longer than this is no line of a log. */
const LONGEST = 1 << 20

export interface LogSource {
  /** `-` is standard input. */
  readonly path: string
  /** Bytes read of the file so far, compressed or not. */
  readonly onProgress: (bytes: Bytes) => void
}

/** Calls back with the lines of a log, plain or gzip, some at a time; nothing is kept. */
export async function readLogLines(source: LogSource, take: (lines: readonly string[]) => void): Promise<void> {
  const input = await inputOf(source)
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let lines = 0
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      const parts = (rest + decoder.write(chunk)).split('\n')
      rest = parts.pop() ?? ''
      if (rest.length > LONGEST) throw noLines(source.path)
      lines += parts.length
      take(parts)
    }
  } catch (error) {
    throw readError(source.path, lines, error)
  }
  rest += decoder.end()
  if (rest !== '') take([rest])
}

async function inputOf({ path, onProgress }: LogSource): Promise<Readable> {
  // In a thread process.stdin is what the main thread sends; the descriptor is the real one.
  const isGzip = path !== '-' && (await beginsAsGzip(path))
  const file: ReadStream = createReadStream(path, { highWaterMark: CHUNK, ...(path === '-' ? { fd: 0 } : {}) })
  let bytes = 0
  file.on('data', (chunk) => onProgress((bytes += chunk.length)))
  if (!isGzip) return file
  const unzip = createGunzip({ chunkSize: CHUNK })
  file.on('error', (error) => unzip.destroy(error))
  return file.pipe(unzip)
}

/** RFC 1952, 2.3.1. */
async function beginsAsGzip(path: string): Promise<boolean> {
  try {
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } catch (error) {
    throw readError(path, 0, error)
  }
}

const noLines = (path: string): UserError =>
  new UserError('NOT_A_LOG', `${path} has no line ends: it is not an access log`, {
    hint: 'kneepoint reads access logs as text, one request a line, plain or gzip',
  })

function readError(path: string, lines: number, error: unknown): Error {
  if (error instanceof UserError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const reason = error instanceof Error ? error.message : String(error)
  if (code === 'Z_BUF_ERROR') {
    return new UserError(
      'LOG_TRUNCATED',
      `${path} is a gzip file that was cut off: it ends after ${lines} lines, in mid-data`,
      {
        hint: `get the whole file, or take what is there of it: zcat ${path} | kneepoint workload from -`,
        cause: error,
      },
    )
  }
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return new UserError('LOG_DAMAGED', `${path} is a damaged gzip file: ${reason} after ${lines} lines`, {
      cause: error,
    })
  }
  return new UserError('LOG_UNREADABLE', `cannot read the log ${path}: ${reason}`, { cause: error })
}
