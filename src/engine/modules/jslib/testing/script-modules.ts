import { crypto } from '../../crypto/module.ts'
import { execution } from '../../execution/module.ts'
import { k6 } from '../../k6/module.ts'
import { metrics } from '../../metrics.ts'
import type { Vu } from '../../vu.ts'
import { nativeUrl } from '../native-url.ts'

/** Looks up modules of k6 for one VU; `http` stands for k6/http. */
export function modules(vu: Vu, http: object = {}): (name: string) => unknown {
  const known: Readonly<Record<string, unknown>> = {
    k6: k6(vu),
    'k6/crypto': crypto(vu),
    'k6/execution': execution(vu),
    'k6/http': http,
    'k6/kneepoint/url': nativeUrl(vu),
    'k6/metrics': metrics(vu),
  }
  return (name) => known[name]
}
