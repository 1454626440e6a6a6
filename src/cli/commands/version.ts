import { packageVersion } from '../version.ts'

export async function version(): Promise<number> {
  process.stdout.write(`kneepoint ${packageVersion()} (node ${process.version}, ${process.platform} ${process.arch})\n`)
  return 0
}
