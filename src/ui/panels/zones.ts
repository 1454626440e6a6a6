import type { Capacity } from '../../analysis/capacity.ts'
import type { Grid } from '../charts/grid.ts'
import { axisColumns } from '../charts/plot-area.ts'
import type { Tone } from '../theme.ts'
import type { LoadScale } from './load-scale.ts'

export type ZoneName = 'A' | 'B' | 'C'

export const zoneTones: Readonly<Record<ZoneName, Tone>> = { A: 'zoneA', B: 'zoneB', C: 'zoneC' }

/** A stretch of loads that is one zone. */
export interface ZoneStretch {
  readonly zone: ZoneName
  readonly from: number
  readonly to: number
}

/** The loads at which one zone ends and the next begins; undefined as long as that is not found. */
export interface ZoneEdges {
  readonly saturation: number | undefined
  readonly buckle: number | undefined
}

export function zoneEdges({ saturation, buckle }: Capacity): ZoneEdges {
  return {
    saturation: saturation.kind === 'found' ? saturation.value : undefined,
    buckle: buckle === undefined || buckle.kind === 'none' ? undefined : buckle.load.value,
  }
}

/** The zones of the loads from 0 to `end`, as far as their edges are known: what lies beyond an edge not found has no zone. */
export function zoneStretches(edges: ZoneEdges, end: number): ZoneStretch[] {
  const { saturation, buckle } = edges
  if (saturation === undefined) return []
  const plateauEnd = Math.max(saturation, buckle ?? end)
  const stretches: ZoneStretch[] = [
    { zone: 'A', from: 0, to: saturation },
    { zone: 'B', from: saturation, to: plateauEnd },
  ]
  if (buckle !== undefined) stretches.push({ zone: 'C', from: plateauEnd, to: end })
  return stretches.filter(({ from, to }) => to > from)
}

export const zoneAt = (stretches: readonly ZoneStretch[], load: number): ZoneName | undefined =>
  stretches.find(({ from, to }) => load >= from && load <= to)?.zone

/** Dotted lines over the height of a chart. */
export function drawEdges(grid: Grid, scale: LoadScale, { saturation, buckle }: ZoneEdges): void {
  drawEdge(grid, scale, saturation, zoneTones.B)
  drawEdge(grid, scale, buckle, zoneTones.C)
}

function drawEdge(grid: Grid, scale: LoadScale, load: number | undefined, tone: Tone): void {
  if (load === undefined) return
  for (let row = 0; row < grid.rows; row += 1) grid.put(axisColumns + scale.columnOf(load), row, '┊', tone)
}
