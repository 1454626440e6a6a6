import type { CompatScript } from './compat-script.ts'
import { orderScripts } from './order-scripts.ts'
import { batches } from './topics/batches.ts'
import { checks } from './topics/checks.ts'
import { cookies } from './topics/cookies.ts'
import { cryptography } from './topics/crypto.ts'
import { dataModules } from './topics/data-modules.ts'
import { examples } from './topics/examples.ts'
import { execution } from './topics/execution.ts'
import { executors } from './topics/executors.ts'
import { html } from './topics/html.ts'
import { httpErrors } from './topics/http-errors.ts'
import { httpParams } from './topics/http-params.ts'
import { httpRequests } from './topics/http-requests.ts'
import { httpResponses } from './topics/http-responses.ts'
import { imports } from './topics/imports.ts'
import { jslib } from './topics/jslib.ts'
import { k6Module } from './topics/k6-module.ts'
import { language } from './topics/language.ts'
import { lifecycle } from './topics/lifecycle.ts'
import { metrics } from './topics/metrics.ts'
import { navigation } from './topics/navigation.ts'
import { options } from './topics/options.ts'
import { sockets } from './topics/sockets.ts'
import { summaries } from './topics/summaries.ts'
import { thresholds } from './topics/thresholds.ts'
import { unusableScripts } from './topics/unusable-scripts.ts'

/** Everything that is run to compare with k6. */
export const allScripts: readonly CompatScript[] = [
  examples,
  [...httpRequests, ...httpResponses, ...httpParams, ...httpErrors, ...cookies, ...batches, ...navigation],
  [...checks, ...k6Module, ...metrics, ...execution, ...dataModules, ...cryptography, ...html, ...sockets],
  [...lifecycle, ...thresholds, ...summaries, ...unusableScripts, ...language, ...imports],
  [...jslib, ...options, ...executors, ...orderScripts],
].flat()
