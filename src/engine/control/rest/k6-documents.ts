import type { Phase, RunSnapshot } from '../../api.ts'
import type { GroupReading, MetricReading, RunReadings } from './readings.ts'

/** The documents of k6's API, in its form of JSON:API. */

/** k6's numbers of the states of a run. */
const k6Status = {
  initVUs: 1,
  pausedBeforeRun: 4,
  setup: 6,
  running: 7,
  teardown: 8,
  ended: 9,
  interrupted: 10,
} as const

function statusOf(phase: Phase, isStopped: boolean): number {
  switch (phase.kind) {
    case 'loading':
      return k6Status.initVUs
    case 'setup':
      return k6Status.setup
    case 'paused':
      return phase.beforeStart === true ? k6Status.pausedBeforeRun : k6Status.running
    case 'running':
    case 'stopping':
      return k6Status.running
    case 'teardown':
      return k6Status.teardown
    case 'finished':
      return isStopped ? k6Status.interrupted : k6Status.ended
  }
}

export function statusDocument({ phase, scenarios }: RunSnapshot, readings: RunReadings): object {
  const isStopped = phase.kind === 'stopping' || readings.isStopped()
  const status = statusOf(phase, isStopped)
  const attributes = {
    status,
    paused: phase.kind === 'paused',
    vus: scenarios.reduce((sum, { vusActive }) => sum + vusActive, 0),
    'vus-max': readings.vusInitialized(),
    stopped: isStopped,
    running: status > k6Status.pausedBeforeRun && status < k6Status.ended,
    tainted: readings.metrics().some(({ tainted }) => tainted === true),
  }
  return { data: { type: 'status', id: 'default', attributes } }
}

const metricData = ({ name, type, contains, tainted, sample }: MetricReading): object => ({
  type: 'metrics',
  id: name,
  attributes: { type, contains, tainted, sample },
})

export const metricsDocument = (metrics: readonly MetricReading[]): object => ({ data: metrics.map(metricData) })

export function metricDocument(metrics: readonly MetricReading[], id: string): object | undefined {
  const metric = metrics.find(({ name }) => name === id)
  return metric === undefined ? undefined : { data: metricData(metric) }
}

const relation = ({ id }: GroupReading): object => ({ type: 'groups', id })

/** A group and all in it, the outer before the inner. */
function groupList(group: GroupReading, parent: GroupReading | undefined): { readonly id: string }[] {
  const { id, path, name, checks } = group
  const data = {
    type: 'groups',
    id,
    attributes: { path, name, checks },
    relationships: {
      groups: { data: group.groups.map(relation) },
      parent: { data: parent === undefined ? null : relation(parent) },
    },
  }
  return [data, ...group.groups.flatMap((inner) => groupList(inner, group))]
}

export const groupsDocument = (root: GroupReading): object => ({ data: groupList(root, undefined) })

export function groupDocument(root: GroupReading, id: string): object | undefined {
  const group = groupList(root, undefined).find((data) => data.id === id)
  return group === undefined ? undefined : { data: group }
}

export const setupDocument = (json: string | undefined): object => ({
  data: {
    type: 'setupData',
    id: 'default',
    attributes: json === undefined ? {} : { data: JSON.parse(json) as unknown },
  },
})
