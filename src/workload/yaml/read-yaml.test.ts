import { expect, it } from 'vitest'
import { ofYaml } from '../testing/settled.ts'

const whole = `url: http://127.0.0.1:8080
script: ./shop.js
model: closed
duration: 10m
total: 45
success: 99%
write-target: 1s
think-law: log-normal
workloads:
  - name: main
    tps: 30
    response: 1s
    think: 4s
    request: GET /
  - name: order
    tps: 10
    users: 50
    response: 400ms
    think-law: uniform
    think-spread: 20%
    response-target: 300ms
    request:
      method: post
      path: /orders
      headers: { Content-Type: application/json }
      body: '{"item": 1}'
  - name: pay
    users: 25
    response: 1s
    think: 4s
    kind: write
    function: pay
`

it('reads a whole model', () => {
  const { model, problems } = ofYaml(whole)
  expect(problems).toEqual([])
  expect(model).toMatchObject({ url: 'http://127.0.0.1:8080', script: './shop.js', model: 'closed', duration: 600_000 })
  expect(model?.conditions).toEqual({ success: 0.99, cpu: 0.7 })
  const [main, order, pay] = model?.workloads ?? []
  expect(main).toMatchObject({
    name: 'main',
    place: 'w.yaml:10:5',
    users: 150,
    thinkLaw: { kind: 'log-normal', spread: 0.5 },
  })
  expect(order).toMatchObject({
    think: 4600,
    thinkLaw: { kind: 'uniform', spread: 0.2 },
    responseTarget: 300,
    kind: 'write',
  })
  expect(order?.transaction).toMatchObject({
    request: {
      method: 'POST',
      paths: ['/orders'],
      headers: { 'Content-Type': 'application/json' },
      body: '{"item": 1}',
    },
  })
  expect(pay).toMatchObject({
    tps: 5,
    kind: 'write',
    responseTarget: 1000,
    transaction: { kind: 'function', name: 'pay' },
  })
})

it('takes the targets of the document where none are stated: reads 0.2 s, writes 0.5 s', () => {
  const { model } = ofYaml('workloads:\n  - {name: r, tps: 1, request: /}\n  - {name: w, tps: 1, request: PUT /}\n')
  expect(model?.workloads.map(({ responseTarget }) => responseTarget)).toEqual([200, 500])
})

it.each([
  ['workloads: []', 'w.yaml: there is no workload in it: at least one is needed'],
  ['- a', 'w.yaml: a workload model is a map with "workloads:" in it, got a list'],
  ['', 'w.yaml: a workload model is a map with "workloads:" in it, got nothing'],
  ['model: open', 'w.yaml:1:1: a workload model needs "workloads:", a list'],
  ['workloads:\n  - name: a\n   tps: 1\n', 'w.yaml:3:1: '],
  [
    'workload: []\nworkloads: [{name: a, tps: 1}]',
    'w.yaml:1:1: a workload model has no field "workload"; did you mean "workloads"?',
  ],
  ['workloads: [{name: a, tsp: 1}]', 'w.yaml:1:23: a workload has no field "tsp"; did you mean "tps"?'],
  ['workloads: [{tps: 1}]', 'w.yaml:1:13: a workload needs a name'],
  ['workloads: [{name: a, tps: 0}]', 'w.yaml:1:28: tps must be more than 0, got 0'],
  ['workloads: [{name: a, tps: 1, response: 2}]', 'w.yaml:1:41: response has no unit: write 2s or 2ms'],
  ['workloads: [{name: a, tps: 1, think: -2s}]', 'w.yaml:1:38: think must be 0 or more, got -2s'],
  ['workloads: [{name: a, tps: 1, think: [1]}]', 'w.yaml:1:38: think must be a text, got a list'],
  [
    'workloads: [{name: a, tps: 1, request: {}}]',
    'w.yaml:1:40: a request needs either a path, or paths with at least one in the list',
  ],
  [
    'workloads: [{name: a, tps: 1, request: /, function: b}]',
    'w.yaml:1:40: a workload has a request or a function, not both',
  ],
  ['model: half-open\nworkloads: [{name: a, tps: 1}]', 'w.yaml:1:8: model must be one of open, closed, got half-open'],
  [
    'think-spread: 20%\nworkloads: [{name: a, tps: 1}]',
    'w.yaml:1:15: think-spread needs a think-law of uniform, normal or log-normal',
  ],
  [
    'think-law: normal\nthink-spread: 90%\nworkloads: [{name: a, tps: 1}]',
    'w.yaml:2:15: think-spread must be more than 0 and ',
  ],
  [
    'model: closed\nworkloads: [{name: a, tps: 1}]',
    'w.yaml:2:13: workload "a": the closed model needs two of users, response time and think time beside the target TPS',
  ],
  [
    'total: 3\nworkloads: [{name: a, tps: 1}]',
    'w.yaml:1:8: the total says 3/s, but the rows add up to 1/s: correct a row, or the total, or leave it out',
  ],
])('refuses %j', (text, problem) => {
  expect(ofYaml(text).problems.join('\n').slice(0, problem.length)).toBe(problem)
})

it('says everything that is wrong at once', () => {
  expect(ofYaml('success: 2\nworkloads:\n  - {name: a, tps: x}\n  - {name: b, users: y}\n').problems).toHaveLength(3)
})
