import type { Millis } from '../../../base/units.ts'
import type { OutputContext } from '../output-context.ts'
import type { Output, OutputStats } from '../output.ts'
import { NO_ROOM, type Samples, writeLines } from '../samples.ts'
import { FileWriter } from './file-writer.ts'
import type { LineFormat } from './line-format.ts'

export interface FileOutputOptions {
  /** As in `--out`. */
  readonly name: string
  /** `-`: standard output; `.gz` at the end: compressed. */
  readonly file: string
  readonly interval: Millis
  readonly format: LineFormat
}

/** Writes every sample as a line of a file. */
export class FileOutput implements Output {
  readonly #options: FileOutputOptions
  readonly #context: OutputContext
  readonly #writer: FileWriter

  constructor(options: FileOutputOptions, context: OutputContext) {
    const { name, file, interval } = options
    const onFailure = (reason: string): void =>
      context.say(`${name} (${file}): cannot write any more, samples are lost from here on: ${reason}`)
    this.#options = options
    this.#context = context
    this.#writer = new FileWriter({ interval, onFailure })
  }

  get stats(): OutputStats {
    const { name, file } = this.#options
    const { sent, queued, lost, reason } = this.#writer
    return { name, destination: file === '-' ? 'standard output' : file, sent, queued, spooled: 0, lost, reason }
  }

  readonly open = async (): Promise<void> => {
    const { file, format } = this.#options
    await this.#writer.open(file)
    if (format.header !== '') this.#writer.write(format.header, 0)
  }

  readonly takeSamples = (samples: Samples): void => {
    const { format } = this.#options
    this.#writer.lose(samples.batch.lost, NO_ROOM)
    const write = (text: string, count: number): void => this.#writer.write(text, count)
    const refused = writeLines(samples, this.#context.clock, format.line, write)
    this.#writer.lose(refused, format.refusal)
  }

  readonly close = (): Promise<void> => this.#writer.close()

  /** The file stays as far as it is written. */
  readonly abandon = (): void => undefined
}
