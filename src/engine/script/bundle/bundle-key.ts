import { createHash } from 'node:crypto'
import type { Bundle } from './bundle.ts'

/** Equal for bundles that compile to the same: what a cache of compiled scripts is keyed by. */
export const bundleKey = ({ code, map, file }: Bundle): string =>
  createHash('sha256')
    .update(JSON.stringify([code, map, file]))
    .digest('hex')
