// Test data that all VUs share: read once, kept once, however many VUs there are.
//   kneepoint run examples/shared-array.js
import http from 'k6/http'
import exec from 'k6/execution'
import { SharedArray } from 'k6/data'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @typedef {{ name: string, password: string }} User */
/** @type {User[]} */
const users = new SharedArray('users', () => JSON.parse(open('./data/users.json')))

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: { logins: { executor: 'shared-iterations', vus: 3, iterations: users.length } },
}

export default function () {
  // Every user logs in exactly once, whichever VU it falls to.
  const { name, password } = users[exec.scenario.iterationInTest]
  http.post(`${target}/login`, { name, password })
}
