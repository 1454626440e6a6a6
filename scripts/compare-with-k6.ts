import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type EchoServer, startEchoServer } from '../test/support/echo-server.ts'
import { k6At, kneepointAsK6, type Program } from '../test/support/programs.ts'
import { runScript } from '../test/support/run-script.ts'
import type { CompatScript } from '../test/compat/compat-script.ts'
import { allScripts } from '../test/compat/all-scripts.ts'
import { type Account, accountOf, differences } from './compare/account.ts'

/**
 * Runs examples/ and the scripts of test/compat in a k6 and in kneepoint, against a server that writes everything down, and lays
 * side by side: requests by path, checks, groups, names of metrics, exit codes.
 *
 *     npm run compare:k6                     every script, with the k6 on PATH
 *     npm run compare:k6 -- cookies batch    those with one of these words in their names
 *     K6=/opt/k6 npm run compare:k6          another k6
 *
 * Exit code: 0 all equal, 1 there are differences, 2 there is no k6.
 */
const NO_K6 = 2

function findK6(): string | undefined {
  const { K6: given, PATH: path = '' } = process.env
  const candidates = given === undefined ? path.split(delimiter).map((folder) => join(folder, 'k6')) : [given]
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

async function compareAll(k6: Program, scripts: readonly CompatScript[], server: EchoServer): Promise<number> {
  let run = 0
  const account = async (program: Program, { call }: CompatScript): Promise<Account> => {
    const room = `${program.name}-${(run += 1)}-`
    const args = [...(call.args ?? []), '-e', `TARGET=${server.url}/in/${room}`]
    const ran = await runScript({ ...call, args, program })
    return accountOf(ran, await server.take(room))
  }
  let different = 0
  for (const script of scripts) {
    if (script.notForK6 !== undefined) {
      console.log(`-  ${script.name}: not compared, ${script.notForK6}`)
      continue
    }
    const theirs = await account(k6, script)
    const ours = await account(kneepointAsK6, script)
    const found = differences(theirs, ours, script.call.source.includes('duration'))
    if (found.length > 0) different += 1
    console.log(`${found.length === 0 ? '=' : '≠'}  ${script.name}: ${summaryOf(theirs)}`)
    for (const { what, k6: there, kneepoint: here } of found) {
      console.log(`     ${what.padEnd(44)} k6 ${there.padEnd(16)} kneepoint ${here}`)
    }
  }
  console.log(`\n${scripts.length} scripts, ${different} with differences`)
  return different === 0 ? 0 : 1
}

const summaryOf = ({ requests, checks, metrics, exitCode }: Account): string =>
  `${[...requests.values()].reduce((sum, count) => sum + count, 0)} requests, ${checks.size} checks, ${metrics.size} metrics, exit code ${exitCode}`

const words = process.argv.slice(2)
const chosen = allScripts.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
const file = findK6()
if (file === undefined) {
  console.log('There is no k6 on PATH, so there is nothing to compare with. Install one, or name it: K6=/path/to/k6')
  process.exitCode = NO_K6
} else {
  console.log(`comparing kneepoint with ${file} over ${chosen.length} scripts`)
  const server = await startEchoServer()
  try {
    process.exitCode = await compareAll(k6At(file), chosen, server)
  } finally {
    await server[Symbol.asyncDispose]()
  }
}
