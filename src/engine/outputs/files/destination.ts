import { once } from 'node:events'
import { type FileHandle, open } from 'node:fs/promises'
import { constants, createGzip, type Gzip } from 'node:zlib'

/** Where the lines of a file output go. */
export interface Destination {
  /** Resolves when it is written; one call at a time. */
  readonly write: (text: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens a file for writing, empty; `-` is standard output, and a name that ends in `.gz` is compressed. */
export async function openDestination(name: string): Promise<Destination> {
  if (name === '-') return standardOutput
  const file = await open(name, 'w')
  return name.endsWith('.gz') ? zipped(file) : plain(file)
}

const standardOutput: Destination = {
  write: (text) => writeTo(process.stdout, text),
  close: async () => undefined,
}

const writeTo = (stream: NodeJS.WritableStream, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })

const plain = (file: FileHandle): Destination => ({
  write: (text) => file.appendFile(text),
  close: () => file.close(),
})

/** Each write leaves a file that can be unpacked so far: what is written is not lost with the process. */
function zipped(file: FileHandle): Destination {
  const zip = createGzip()
  return {
    write: async (text) => {
      zip.write(text)
      await new Promise<void>((resolve) => zip.flush(constants.Z_SYNC_FLUSH, () => resolve()))
      await append(file, zip)
    },
    close: async () => {
      zip.end()
      await once(zip, 'readable')
      await append(file, zip)
      await file.close()
    },
  }
}

async function append(file: FileHandle, zip: Gzip): Promise<void> {
  for (let chunk: unknown = zip.read(); chunk !== null; chunk = zip.read()) await file.appendFile(chunk as Uint8Array)
}
