import { crc32 } from 'node:zlib'

const SEAL = /,"crc":"([0-9a-f]{8})"\}$/

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0')

/** A JSON object whose last member is the CRC-32 of all before it, so that a damaged line cannot pass for another one. */
export const seal = (object: string): string => `${object.slice(0, -1)},"crc":"${checksum(object.slice(0, -1))}"}`

/** What was sealed. Throws a SyntaxError when it is not sealed, or when the seal does not fit. */
export function unseal(line: string): string {
  const found = SEAL.exec(line)
  const body = line.slice(0, found?.index)
  if (found?.[1] !== checksum(body)) throw new SyntaxError('the line is not what was written')
  return `${body}}`
}
