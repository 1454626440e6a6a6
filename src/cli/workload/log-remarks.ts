import { formatDuration } from '../../base/duration.ts'
import { formatCount, formatNumber, formatShare } from '../../base/readable-numbers.ts'
import type { Millis } from '../../base/units.ts'
import type { ClockFacts } from '../../workload/log/clock-watch.ts'
import type { LogFacts, PeakFacts } from '../../workload/log/log-facts.ts'

/** What a log is about, in a few lines. */
export function logSummary(facts: LogFacts): readonly string[] {
  const { clock, requests, seconds, peakHour, peakMinute } = facts
  const at = timeIn(clock)
  const span = `${at(clock.from)} to ${at(clock.to)} (${formatDuration(Math.round(seconds) * 1000)})`
  const peak = (name: string, { from, tps }: PeakFacts): string => `${name} ${formatNumber(tps)}/s from ${at(from)}`
  return [
    `${formatCount(requests)} requests, ${span}, format ${facts.format}`,
    `average ${formatNumber(requests / seconds)}/s, ${peak('busiest hour', peakHour)}, ${peak('busiest minute', peakMinute)}`,
  ]
}

/** In the zone that most lines are of. */
function timeIn({ offsets }: ClockFacts): (at: Millis) => string {
  const offset = offsets[0] ?? 0
  return (at) => `${new Date(at + offset * 60_000).toISOString().slice(0, 19).replace('T', ' ')} ${zoneName(offset)}`
}

function zoneName(offset: number): string {
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${offset < 0 ? '-' : '+'}${hours}${minutes}`
}

/** What makes the figures weaker than they look. */
export function logNotes(facts: LogFacts): readonly string[] {
  const { clock, lines, bad, firstBad, noRequests, late, skipped, clientsFollowed } = facts
  const notes = [
    bad > 0 && firstBad !== undefined
      ? `${formatCount(bad)} of ${formatCount(lines)} lines (${formatShare(bad / lines)}) are not in the format ${facts.format} and are left out; the first is ${firstBad.path}:${firstBad.line}:\n  ${firstBad.text}`
      : undefined,
    noRequests > 0
      ? `${formatCount(noRequests)} lines are of no request (scanners, TLS on a plain port) and are left out`
      : undefined,
    skipped > 0 ? `${formatCount(skipped)} requests are left out as --skip says` : undefined,
    ...clockNotes(clock),
    late > 0
      ? `${formatCount(late)} requests stand hours late in the log: they count in all figures but the peaks`
      : undefined,
    clientsFollowed > 1
      ? `request intervals are those of one in ${clientsFollowed} clients, chosen by chance`
      : undefined,
  ]
  return notes.filter((note) => note !== undefined)
}

function clockNotes({ offsets, withoutZone, jumps, firstJump, astray }: ClockFacts): readonly (string | undefined)[] {
  return [
    offsets.length > 1
      ? `times are in ${offsets.length} zones (${offsets.map(zoneName).join(', ')}): all were taken to one`
      : undefined,
    withoutZone > 0 ? `the times of ${formatCount(withoutZone)} lines have no zone: taken for UTC` : undefined,
    firstJump === undefined
      ? undefined
      : `time goes back by ${formatDuration(Math.round(firstJump.by / 1000) * 1000)} at line ${firstJump.line}${jumps > 1 ? `, and ${formatCount(jumps - 1)} times more` : ''}: a clock that was set, or logs put together; requests count where their own time says`,
    astray > 0
      ? `the times of ${formatCount(astray)} lines are days away from all others, of a wrong clock: the log does not count as that long`
      : undefined,
  ]
}
