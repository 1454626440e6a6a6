import { parseAddress } from '../engine/control/rest/address.ts'
import type { RestOptions } from '../engine/control/rest/serve.ts'
import type { ParsedArgs } from './args.ts'
import * as own from './own-flags.ts'
import { invalid } from './read-command-line.ts'

/** Where the REST API is to listen, and who may come. */
export function restOptionsOf({ valueOf }: ParsedArgs): RestOptions | undefined {
  const text = valueOf(own.address)
  if (text === undefined) return undefined
  const address = parseAddress(text, '--address')
  if (!address.ok) throw invalid('INVALID_ADDRESS', address.problems)
  return { address: address.value, token: valueOf(own.addressToken) }
}
