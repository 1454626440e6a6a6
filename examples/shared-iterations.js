// A fixed number of iterations for all VUs together: whoever is free takes the next one. For jobs like "send these 20 orders".
//   kneepoint run examples/shared-iterations.js
import http from 'k6/http'
import exec from 'k6/execution'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    orders: { executor: 'shared-iterations', vus: 4, iterations: 20, maxDuration: '30s' },
  },
}

export default function () {
  http.post(`${target}/orders/${exec.scenario.iterationInTest}`)
}
