import type { LogLine } from '../engine/run.ts'

/** k6's formats of a log line. */
export type LogFormat = 'text' | 'json' | 'raw'

export const logFormats: readonly LogFormat[] = ['text', 'json', 'raw']

const levelNames = { debug: 'debug', info: 'info', warn: 'warning', error: 'error' } as const

const writers: Readonly<Record<LogFormat, (line: LogLine, time: string) => string>> = {
  text: ({ level, message, source }, time) =>
    `time=${JSON.stringify(time)} level=${levelNames[level]} msg=${JSON.stringify(message)} source=${source}`,
  json: ({ level, message: msg, source }, time) => JSON.stringify({ level: levelNames[level], msg, source, time }),
  raw: ({ message }) => message,
}

/** One line, with its end. */
export const formatLogLine = (line: LogLine, format: LogFormat, now: Date): string =>
  `${writers[format](line, now.toISOString())}\n`
