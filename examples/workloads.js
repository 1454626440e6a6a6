// Many workloads at once: the share of each page in the traffic is its target TPS.
// Users needed for a workload = TPS x (response time + think time); see the table.
//   kneepoint run examples/workloads.js
//   kneepoint run -e SCALE=3 examples/workloads.js        peak: three times the usual TPS
import http from 'k6/http'
import { check, sleep } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'
const scale = Number(__ENV.SCALE || 1)

/** name, path, TPS, think time in s */
const workloads = [
  { name: 'main', path: '/', tps: 30, think: 0.4 },
  { name: 'login', path: '/login', tps: 25, think: 0.4 },
  { name: 'my_page', path: '/me', tps: 14, think: 0.2 },
  { name: 'product', path: '/products/7', tps: 10, think: 0.45 },
  { name: 'order', path: '/orders', tps: 5, think: 0.1 },
  { name: 'payment', path: '/payments', tps: 5, think: 0.4 },
  { name: 'benefits', path: '/benefits', tps: 5, think: 0.3 },
  { name: 'order_list', path: '/orders/mine', tps: 5, think: 0.4 },
]

/** @param {(typeof workloads)[number]} workload @returns {[string, import('k6/options').Scenario]} */
const scenarioOf = ({ name, tps }) => [
  name,
  {
    executor: 'constant-arrival-rate',
    rate: tps * scale,
    duration: '2s',
    preAllocatedVUs: tps * scale,
    env: { WORKLOAD: name },
    tags: { workload: name },
  },
]

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: Object.fromEntries(workloads.map(scenarioOf)),
  // Each workload keeps to its own response time, and to 98 % good answers.
  thresholds: Object.fromEntries(
    workloads.flatMap(({ name }) => [
      [`http_req_duration{workload:${name}}`, ['p(95)<2000']],
      [`checks{workload:${name}}`, ['rate>0.98']],
    ]),
  ),
}

export default function () {
  const workload = workloads.find(({ name }) => name === __ENV.WORKLOAD) || workloads[0]
  const response = http.get(target + workload.path)
  check(response, { 'good answer': (r) => r.status === 200 })
  sleep(workload.think)
}
