import { brotliDecompressSync, constants, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { type Cause, decompressionError, otherFailure } from './failures.ts'

/** What could be decoded, and why not all of it. */
export interface DecodedBody {
  readonly body: Buffer | undefined
  readonly failure: Cause | undefined
}

interface Decoder {
  readonly decode: (body: Buffer) => Buffer
  /** As far as it goes. */
  readonly decodeCut: (body: Buffer) => Buffer
  /** What k6 makes of no bytes at all, as of a response to HEAD. */
  readonly ofNothing: DecodedBody
  /** What k6 makes of bytes that are none of this coding. */
  readonly refuse: (error: NodeJS.ErrnoException) => DecodedBody
}

const nothing = Buffer.alloc(0)
const cutOff = otherFailure('unexpected EOF')
const toTheEnd = { finishFlush: constants.Z_SYNC_FLUSH }

/** k6 wraps what its gzip, zlib and zstd readers say twice, except where it throws it. */
function wrapped(text: string): Cause {
  const { message } = decompressionError(text)
  return { ...decompressionError(message), detail: message }
}

const without = (failure: Cause): DecodedBody => ({ body: undefined, failure })
const withNothing = (failure: Cause | undefined): DecodedBody => ({ body: nothing, failure })

/** `ERR__ERROR_FORMAT_PADDING_2` -> `PADDING_2`. */
const brotliName = ({ code = '' }: NodeJS.ErrnoException): string => code.replace(/^ERR_(?:_ERROR_)?(?:FORMAT_)?/, '')

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: {
    decode: gunzipSync,
    decodeCut: (body) => gunzipSync(body, toTheEnd),
    ofNothing: without(decompressionError('EOF')),
    refuse: () => without(wrapped('gzip: invalid header')),
  },
  deflate: {
    decode: inflateSync,
    decodeCut: (body) => inflateSync(body, toTheEnd),
    ofNothing: without(decompressionError('unexpected EOF')),
    refuse: () => without(wrapped('zlib: invalid header')),
  },
  br: {
    decode: brotliDecompressSync,
    decodeCut: (body) => brotliDecompressSync(body, { finishFlush: constants.BROTLI_OPERATION_FLUSH }),
    ofNothing: withNothing(cutOff),
    refuse: (error) => withNothing(decompressionError(`brotli: ${brotliName(error)}`)),
  },
  zstd: {
    decode: zstdDecompressSync,
    decodeCut: (body) => zstdDecompressSync(body, { finishFlush: constants.ZSTD_e_flush }),
    ofNothing: withNothing(undefined),
    refuse: () => withNothing(wrapped('invalid input: magic number mismatch')),
  },
}

/** Undoes `Content-Encoding`, the last one first. What is not known is left as it came, as in k6. */
export function decodeBody(body: Buffer, contentEncoding: string): DecodedBody {
  if (contentEncoding === '') return { body, failure: undefined }
  let decoded = body
  for (const name of contentEncoding.split(',').toReversed()) {
    const decoder = decoders[name.trim()]
    if (decoder === undefined) continue
    const next = decodeWith(decoder, decoded)
    if (next.failure !== undefined || next.body === undefined) return next
    decoded = next.body
  }
  return { body: decoded, failure: undefined }
}

function decodeWith(decoder: Decoder, body: Buffer): DecodedBody {
  if (body.length === 0) return decoder.ofNothing
  try {
    return { body: decoder.decode(body), failure: undefined }
  } catch (error) {
    return decodeInPart(decoder, body, error as NodeJS.ErrnoException)
  }
}

/** Whole up to where the bytes end, or broken somewhere. */
function decodeInPart({ decodeCut, refuse }: Decoder, body: Buffer, error: NodeJS.ErrnoException): DecodedBody {
  if (error.message === 'incorrect data check') return without(wrapped('gzip: invalid checksum'))
  try {
    if (error.message.includes('unexpected end of file')) return { body: decodeCut(body), failure: cutOff }
  } catch {
    // It is not only cut off.
  }
  return refuse(error)
}
