import type { Answer } from '../../analysis/answers/answer.ts'
import { answerAll } from '../../analysis/answers/answer-all.ts'
import type { Exploration } from '../../analysis/exploration.ts'
import { heldLoadsOf } from '../../analysis/held-load.ts'
import type { EndedRun } from '../../engine/result.ts'
import { recordedRun } from '../../engine/recorded-run.ts'
import type { RunRecord } from '../../engine/record/read-record.ts'
import { runTotalsOf } from '../../engine/run-totals.ts'
import { latencyOf } from '../../engine/window-series.ts'
import type { LatencyFacts, ReportData, RunFacts } from '../../report/report-data.ts'
import { answeredRunOf } from '../answers/answered-run-of.ts'
import { BalanceCollector } from './balance-collector.ts'
import { checkRows } from './check-rows.ts'
import { eventListOf } from './event-list.ts'
import { HeatCollector } from './heat-collector.ts'
import { hostFactsOf } from './host-facts-of.ts'
import { explorationOf, type Findings, loadCurveOf, loadSumOf } from './load-curve.ts'
import { type RecordedResult, recordedResult, unjudged } from './recorded-result.ts'
import { requestRows } from './request-rows.ts'
import { scenarioRows } from './scenario-rows.ts'
import { type Timed, type Second, secondOf, timesIn } from './second.ts'
import { timelineOf } from './timeline.ts'

/** Everything a report shows, from a record: also from one that was cut off. */
export function reportDataOf(record: RunRecord, answers?: readonly Answer[]): ReportData {
  const sum = loadSumOf(record.header.config)
  const timed: Timed = { of: hasRequests(record) ? 'requests' : 'iterations' }
  const { run, seconds, heat, balance } = walk(record, timed)
  const result = recordedResult(record.result)
  const { totals } = run.measures
  const found = findingsOf(result, explorationOf(record.ticks, sum.model, vusMaxOf(record)))
  return {
    run: runFactsOf(record, run),
    verdict: found.verdict,
    test: answeredRunOf(record).test,
    answers: answers ?? answerAll([answeredRunOf(record)], { target: undefined, forTps: undefined }),
    totals: runTotalsOf(totals),
    curve: loadCurveOf(found, seconds, sum),
    timeline: timelineOf(seconds),
    latency: latencyFactsOf(run, timed),
    heatmap: heat.heatmap(),
    scenarios: scenarioRows(record.header.config.scenarios, totals, seconds),
    requests: requestRows(totals, run.duration - run.paused),
    balances: balance.facts(totals, record.header.config.http.backend !== undefined),
    checks: checkRows(totals),
    // Judged for the last time when the last second was written already.
    thresholds: result?.thresholds ?? run.thresholds,
    problems: run.log.problems,
    events: eventListOf(run.log.allEvents),
    host: hostFactsOf(record.header, record.readings, result),
  }
}

/** What the run itself found; else what its ticks say. */
function findingsOf(
  result: RecordedResult | undefined,
  exploration: Exploration,
): Findings & Pick<ReportData, 'verdict'> {
  const read = exploration.records.length === 0 ? undefined : exploration.capacity
  const own = result?.capacity
  return {
    verdict: {
      exitCode: result?.exitCode,
      capacity: own ?? read,
      capacityFrom: own === undefined ? 'record' : 'run',
      limit: result?.limit ?? unjudged,
    },
    holds: result?.holds ?? heldLoadsOf(exploration),
    limits: result?.holdLimits ?? [],
  }
}

interface Walked {
  readonly run: EndedRun
  readonly seconds: readonly Second[]
  readonly heat: HeatCollector
  readonly balance: BalanceCollector
}

/** Goes through the seconds once; what they hold together would not fit into memory. */
function walk(record: RunRecord, timed: Timed): Walked {
  const heat = new HeatCollector(record.windows.length)
  const balance = new BalanceCollector()
  const seconds: Second[] = []
  const run = recordedRun(record, (line, book) => {
    const { window } = line
    if (window === undefined) return
    seconds.push(secondOf(line, window, book, timed))
    balance.add(window, book)
    heat.add(window.from, window.to, timesIn(book.overall, timed))
  })
  return { run, seconds, heat, balance }
}

const hasRequests = ({ defs }: RunRecord): boolean => defs.some(({ name }) => name === 'http_req_duration')

const vusMaxOf = ({ windows }: RunRecord): number =>
  windows.at(-1)?.scenarios.reduce((sum, { vusMax }) => sum + vusMax, 0) ?? 0

function runFactsOf({ header, damaged }: RunRecord, { duration, paused }: EndedRun): RunFacts {
  const { id, command, target, startedAt, program, labels, config } = header
  return { id, command, target, startedAt, duration, paused, program, labels, threads: config.threads, damaged }
}

function latencyFactsOf({ measures }: EndedRun, { of }: Timed): LatencyFacts {
  const histogram = timesIn(measures.totals.overall, { of })
  return {
    of,
    all: latencyOf(histogram),
    max: histogram === undefined || histogram.count === 0 ? undefined : histogram.max,
  }
}
