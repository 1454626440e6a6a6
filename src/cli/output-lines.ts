import type { OutputStats } from '../engine/outputs/output.ts'

const counted = (count: number): string => count.toLocaleString('en')

/** What became of the samples of each output: `influxdb (http://localhost:8086/k6): 1,230 samples, 4 lost: connection refused`. */
export function outputLines(outputs: readonly OutputStats[]): string {
  if (outputs.length === 0) return ''
  return `\noutputs:\n${outputs.map((output) => `  ${lineOf(output)}\n`).join('')}`
}

function lineOf({ name, destination, sent, lost, reason }: OutputStats): string {
  const losses = lost === 0 ? '' : `, ${counted(lost)} lost${reason === undefined ? '' : `: ${reason}`}`
  return `${name} (${destination}): ${counted(sent)} samples${losses}`
}
