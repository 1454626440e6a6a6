/** A dashboard of Grafana, as far as it is looked at. */
export interface Dashboard {
  readonly panels: readonly {
    readonly title: string
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
    readonly targets?: readonly { readonly query?: string; readonly expr?: string }[]
  }[]
}

/** Every query of a dashboard, as it stands. */
export const queriesOf = ({ panels }: Dashboard): readonly string[] =>
  panels.flatMap(({ targets = [] }) => targets.flatMap(({ query, expr }) => query ?? expr ?? []))

/** What Grafana puts in the place of its variables, with nothing chosen and one second for each point. */
const variables: readonly (readonly [name: string, text: string])[] = [
  ['$timeFilter', 'time > now() - 1h'],
  ['$__interval_ms', '1000'],
  ['$__interval', '1s'],
  ['$__rate_interval', '20s'],
  ['$__range', '1h'],
  ['$testid', '.*'],
  ['$scenario', '.*'],
]

export const fillIn = (query: string): string =>
  variables.reduce((text, [name, value]) => text.replaceAll(name, value), query)
