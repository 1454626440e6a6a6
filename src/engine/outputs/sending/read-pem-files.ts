import { readFile } from 'node:fs/promises'
import type { TlsChoices } from './http-sender.ts'

type PemFiles = { readonly [K in 'ca' | 'cert' | 'key']?: string | undefined }

/** What is in the files, by what they are for; nothing where no file is named. Throws when one cannot be read. */
export async function readPemFiles(files: PemFiles): Promise<Pick<TlsChoices, keyof PemFiles>> {
  const named = Object.entries(files).filter(([, file]) => file !== undefined)
  const read = await Promise.all(named.map(async ([use, file]) => [use, await readFile(file ?? '', 'utf8')] as const))
  return Object.fromEntries(read)
}
