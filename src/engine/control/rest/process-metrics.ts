/** How this process does, in the text form of Prometheus. */
export function processMetrics(): string {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  const startedAt = Date.now() / 1000 - process.uptime()
  const metrics: readonly (readonly [name: string, kind: string, help: string, value: number])[] = [
    ['process_cpu_seconds_total', 'counter', 'CPU time of all threads.', (user + system) / 1e6],
    ['process_resident_memory_bytes', 'gauge', 'Resident memory of all threads.', rss],
    ['process_start_time_seconds', 'gauge', 'Start time since the epoch.', startedAt],
    ['nodejs_heap_size_used_bytes', 'gauge', 'JavaScript heap of the main thread.', heapUsed],
  ]
  return metrics
    .map(([name, kind, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${name} ${value}\n`)
    .join('')
}
