import { expect, it } from 'vitest'
import { documentTable, ofCsv, ofMarkdown } from '../testing/settled.ts'

it('says of the table of the document that it adds up to 99, not to the 100 it states, and finds nothing else wrong', () => {
  const { rows, tps, users, problems, notes, model } = ofMarkdown(documentTable)
  expect(rows.map(({ terms }) => terms.tps)).toEqual([30, 25, 14, 10, 5, 5, 5, 5])
  expect([tps, users]).toEqual([99, 495])
  expect(problems).toEqual([
    'w.md:13: the total says 100/s, but the rows add up to 99/s: correct a row, or the total, or leave it out',
  ])
  expect(notes).toEqual(['"Think Time" has no unit: read in seconds, as "Response Time(sec)"'])
  expect(model).toBeUndefined()
})

it('takes the table of the document once its total is right', () => {
  const { model, problems } = ofMarkdown(documentTable.replaceAll('100', '99'))
  expect(problems).toEqual([])
  expect(
    model?.workloads.map(({ name, tps, users, response, think }) => [name, tps, users, response, think])[2],
  ).toEqual(['마이페이지', 14, 70, 3000, 2000])
})

it('names each row whose columns contradict each other', () => {
  const wrong = documentTable.replace('|로그인| 25|', '|로그인| 20|').replace('| 2| 14||', '| 2| 15||')
  expect(ofMarkdown(wrong).problems.slice(0, 2)).toEqual([
    'w.md:6: workload "로그인": 125 users / (1s + 4s) = 25/s, but its target says 20/s',
    'w.md:7: workload "마이페이지": its computed TPS says 15/s, but it is 14/s',
  ])
})

it('solves the column that is left out', () => {
  const { rows } = ofCsv(
    'workload,TPS,users,response time (ms),think time (s)\na,10,,500,1.5\nb,,50,1000,4\nc,4,8,500,\n',
  )
  expect(rows.map(({ found }) => found)).toEqual(['users', 'tps', 'think'])
  expect(rows.map(({ terms }) => [terms.tps, terms.users, terms.response, terms.think])).toEqual([
    [10, 20, 500, 1500],
    [10, 50, 1000, 4000],
    [4, 8, 500, 1500],
  ])
})

it('reads what is sent, and columns in Korean', () => {
  const { model } = ofMarkdown(
    '|업무|목표 TPS|응답시간(초)|요청|함수|\n|-|-|-|-|-|\n|a|3|0.2|POST /a\\|b||\n|b|2|||checkout|\n',
  )
  expect(model?.workloads.map(({ transaction, kind }) => [transaction, kind])).toEqual([
    [{ kind: 'request', request: { method: 'POST', paths: ['/a|b'], headers: {}, body: undefined } }, 'write'],
    [{ kind: 'function', name: 'checkout' }, 'read'],
  ])
})

it('says which columns it does not use', () => {
  expect(ofCsv('name;tps;remarks\na;1;x\n').notes).toEqual(['w.csv: the column "remarks" is not used'])
})

it.each([
  ['name,tps\n', 'w.csv: there is no workload in it: at least one is needed'],
  ['name,tps\na,0\n', 'w.csv:2: tps must be more than 0, got 0'],
  ['name,tps\na,-1\n', 'w.csv:2: tps must be more than 0, got -1'],
  ['name,tps,response\na,1,2\n', 'w.csv:2: response has no unit: write 2s or 2ms'],
  ['name,tps,response(furlong)\na,1,2\n', 'w.csv:2: response(furlong) has no unit: write 2s or 2ms'],
  ['name,tps\n,1\n', 'w.csv:2: the row has no name'],
  ['name,tps\na,1\na,2\n', 'w.csv:3: workload "a" is there twice, also at w.csv:2'],
  ['name,users\na,5\n', 'w.csv:2: workload "a": needs a target TPS, or else users, response time and think time'],
  ['name,tps,request\na,5,now\n', 'w.csv:2: request must be a method and a path, such as GET /items, got now'],
  ['name,tps,kind\na,5,both\n', 'w.csv:2: kind must be read or write, got both'],
])('refuses %j', (text, problem) => {
  expect(ofCsv(text).problems).toEqual([problem])
})

it('says what a table must look like when there is none', () => {
  expect(ofMarkdown('# nothing here\n').problems[0]).toContain(
    'there is no table of workloads in it: it needs a header such as',
  )
})
