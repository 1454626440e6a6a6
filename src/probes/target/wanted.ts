/** Series that are understood by themselves: of machines, of processes, of runtimes and of pools. */
const known: ReadonlySet<string> = new Set([
  'node_cpu_seconds_total',
  'node_memory_MemAvailable_bytes',
  'node_memory_MemTotal_bytes',
  'node_network_receive_bytes_total',
  'node_network_transmit_bytes_total',
  'node_network_speed_bytes',
  'node_disk_io_time_seconds_total',
  'node_filefd_allocated',
  'node_filefd_maximum',
  'node_netstat_TcpExt_ListenOverflows',
  'process_cpu_seconds_total',
  'process_open_fds',
  'process_max_fds',
  'process_resident_memory_bytes',
  'process_cpu_usage',
  'system_cpu_usage',
  'nodejs_eventloop_utilization',
  'nodejs_eventloop_lag_p99_seconds',
  'go_memstats_gc_cpu_fraction',
  'go_goroutines',
  'jvm_gc_pause_seconds_sum',
  'jvm_gc_collection_seconds_sum',
  'jvm_memory_used_bytes',
  'jvm_memory_max_bytes',
  'jvm_memory_bytes_used',
  'jvm_memory_bytes_max',
  'tomcat_threads_busy_threads',
  'tomcat_threads_config_max_threads',
  'hikaricp_connections_active',
  'hikaricp_connections_max',
])

/** `series`: names that the user asked for besides, with their labels or without. */
export function isWantedBy(series: readonly string[]): (name: string) => boolean {
  const asked = new Set(series.map((one) => one.split('{')[0] ?? ''))
  return (name) => known.has(name) || asked.has(name)
}
