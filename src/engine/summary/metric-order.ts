/** `http_req_duration` of `http_req_duration{status:200}`. */
export const baseName = (metric: string): string => metric.split('{', 1)[0] ?? metric

/** By name; submetrics right after their metric. */
export function byMetricName(a: string, b: string): number {
  const [baseA, baseB] = [baseName(a), baseName(b)]
  return baseA.localeCompare(baseB) || a.slice(baseA.length).localeCompare(b.slice(baseB.length))
}
