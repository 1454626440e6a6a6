// What https://jslib.k6.io/http-instrumentation-pyroscope does, written anew: a baggage header naming test run, scenario, request.
import exec from 'k6/execution'
import { InstrumentedClient, replaceHttp } from './http-instrumentation.js'

const baggage = (url, _, params) => ({
  baggage: [
    `k6.test_run_id=${__ENV.K6_CLOUDRUN_TEST_RUN_ID}`,
    `k6.scenario=${exec.scenario.name}`,
    `k6.name=${params?.tags?.name ?? url}`,
  ].join(', '),
})

export class Client extends InstrumentedClient {
  constructor(generateHeaders) {
    super(generateHeaders ?? baggage)
  }
}

export function instrumentHTTP() {
  replaceHttp(new Client())
}
