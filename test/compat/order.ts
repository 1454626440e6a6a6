import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { VuPlan } from '../support/blocking/blocking-main.ts'
import { runBlocking } from '../support/blocking/run-blocking.ts'
import type { SeenRequest } from '../support/echo-server.ts'
import type { ScriptCall } from '../support/run-script.ts'
import type { CompatScript, Ran } from './compat-script.ts'
import { expect } from './expect.ts'

type Environment = Readonly<Record<string, string>>

/** Iterations of a blocking run beyond the number of requests: some iterations ask for nothing. */
const SILENT = 40

/** Every VU gets a room of its own: so what each asked for can be told apart, whatever runs beside it. */
const tagVu = `__ENV.TARGET = __ENV.TARGET + 'vu' + __VU`

const wrapper = (file: string): string =>
  `import './tag-vu.js'\nexport * from './${file}'\nexport { default } from './${file}'`

/**
 * The same script, run so that the server can tell its VUs apart, with the promise that each VU asks in the order of a truly
 * blocking run of the script as it stands. A VU works for one scenario; `environments` has those of all of them.
 */
export function inOrder(script: CompatScript, environments: readonly Environment[] = [{}]): CompatScript {
  const { call, promises } = script
  const { name = 'script.js', source, files = {} } = call
  const beside = { ...files, [name]: source, 'tag-vu.js': tagVu }
  return {
    ...script,
    call: { ...call, source: wrapper(name), name: `wrapped-${name}`, files: beside },
    promises: {
      ...promises,
      'asks in the order of a truly blocking run, in every VU': (ran) => expectBlockingOrder(ran, call, environments),
    },
  }
}

async function expectBlockingOrder(ran: Ran, call: ScriptCall, environments: readonly Environment[]): Promise<void> {
  const ours = byVu(ran.requests)
  expect(ours.size).toBeGreaterThan(0)
  const theirs = await blockingRun(ran, call, environments)
  for (const [vu, requests] of ours) {
    const candidates = vu === 'vu0' ? [vu] : environments.map((_, index) => `${vu}-${index}`)
    const ways = candidates.map((room) => stepsOf(theirs.get(room) ?? []))
    const way = ways.find((steps) => isBeginning(requests, steps)) ?? ways[0] ?? []
    expect(likeSteps(requests, way), vu).toEqual(beginningOf(way, requests.length))
  }
}

/** What each VU asks for when calls really block, in each environment. */
async function blockingRun(
  ran: Ran,
  { source, name = 'script.js', files = {} }: ScriptCall,
  environments: readonly Environment[],
): Promise<Map<string, SeenRequest[]>> {
  const vus = [...byVu(ran.requests)]
    .filter(([vu]) => vu !== 'vu0')
    .flatMap(([vu, { length }]) =>
      environments.map(
        (env, index): VuPlan => ({
          id: Number(vu.slice(2)),
          exec: 'default',
          env,
          iterations: length + SILENT,
          room: `${vu}-${index}`,
        }),
      ),
    )
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-blocking-'))
  const room = `blocking-${roomOf(ran.target)}`
  try {
    for (const [file, content] of Object.entries({ ...files, [name]: source })) {
      await mkdir(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), content)
    }
    await runBlocking({ script: join(folder, name), target: `${ran.server.url}/in/${room}#`, env: {}, vus })
    return byVu(await ran.server.take(room))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const roomOf = (target: string): string => target.split('/in/')[1] ?? ''

/** The room is the run's, then that of the VU, then that of a case. */
const byVu = (requests: readonly SeenRequest[]): Map<string, SeenRequest[]> =>
  Map.groupBy(requests, ({ room }) => (room.split('.')[0] ?? '').replace(/^.*(?=vu\d)/, ''))

const described = ({ method, path, headers, body }: SeenRequest): string =>
  [method, path, body, headers['cookie']].filter((part) => part !== undefined && part !== '').join(' ')

/** Requests one after the other; what was sent together is one step, in no order. */
function stepsOf(requests: readonly SeenRequest[]): string[][] {
  const steps: string[][] = []
  let last: unknown
  for (const request of requests) {
    const mark = request.headers['x-together']
    if (mark !== undefined && mark === last) steps.at(-1)?.push(described(request))
    else steps.push([described(request)])
    last = mark
  }
  return steps.map((step) => step.toSorted())
}

/** Cut and sorted as the steps are. */
function likeSteps(requests: readonly SeenRequest[], steps: readonly (readonly string[])[]): string[][] {
  const all = requests.map(described)
  const cut: string[][] = []
  for (let at = 0; at < all.length; at += cut.at(-1)?.length ?? 1) {
    cut.push(all.slice(at, at + (steps[cut.length]?.length ?? all.length)).toSorted())
  }
  return cut
}

function beginningOf(steps: readonly string[][], requests: number): string[][] {
  let left = requests
  return steps.filter((step) => {
    const isIn = left > 0
    left -= step.length
    return isIn
  })
}

const isBeginning = (requests: readonly SeenRequest[], steps: readonly string[][]): boolean =>
  JSON.stringify(likeSteps(requests, steps)) === JSON.stringify(beginningOf(steps, requests.length))
