import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dashboardOf } from './dashboards/dashboard.ts'

/** `npm run dashboards`: writes docs/grafana/kneepoint-*.json anew. */
for (const database of ['influxdb', 'prometheus'] as const) {
  const file = join(import.meta.dirname, `../docs/grafana/kneepoint-${database}.json`)
  writeFileSync(file, `${JSON.stringify(dashboardOf(database), null, 2)}\n`)
}
