import protobuf from 'protobufjs/light.js'

/** A point of a sum or a gauge. */
export interface OtlpPoint {
  /** ns since 1970. */
  readonly time: string
  readonly attributes: Readonly<Record<string, string>>
  readonly value: number
}

export interface OtlpHistogram {
  readonly attributes: Readonly<Record<string, string>>
  readonly count: number
  readonly max: number
  readonly counts: readonly number[]
}

interface NumberPoint {
  readonly attributes?: readonly Attribute[]
  readonly timeUnixNano: string
  readonly asDouble?: number
  readonly asInt?: string
}

interface HistogramPoint {
  readonly attributes?: readonly Attribute[]
  readonly count: string
  readonly max: number
  readonly bucketCounts: readonly string[]
}

interface Attribute {
  readonly key: string
  readonly value?: { readonly stringValue?: string }
}

interface Metric {
  readonly name: string
  readonly gauge?: { readonly dataPoints: readonly NumberPoint[] }
  readonly sum?: { readonly dataPoints: readonly NumberPoint[] }
  readonly histogram?: { readonly dataPoints: readonly HistogramPoint[] }
}

interface ExportRequest {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeMetrics: readonly { readonly metrics?: readonly Metric[] }[]
  }[]
}

const repeated = (type: string, id: number): protobuf.IField & { rule: 'repeated' } => ({ rule: 'repeated', type, id })

/** As much of opentelemetry/proto/metrics/v1 as is looked at. */
const request = protobuf.Root.fromJSON({
  nested: {
    ExportRequest: { fields: { resourceMetrics: repeated('ResourceMetrics', 1) } },
    ResourceMetrics: { fields: { resource: { type: 'Resource', id: 1 }, scopeMetrics: repeated('ScopeMetrics', 2) } },
    Resource: { fields: { attributes: repeated('Attribute', 1) } },
    ScopeMetrics: { fields: { metrics: repeated('Metric', 2) } },
    Metric: {
      fields: {
        name: { type: 'string', id: 1 },
        gauge: { type: 'Points', id: 5 },
        sum: { type: 'Points', id: 7 },
        histogram: { type: 'Histograms', id: 9 },
      },
    },
    Points: { fields: { dataPoints: repeated('Point', 1) } },
    Histograms: { fields: { dataPoints: repeated('HistogramPoint', 1) } },
    Point: {
      fields: {
        timeUnixNano: { type: 'fixed64', id: 3 },
        asDouble: { type: 'double', id: 4 },
        asInt: { type: 'sfixed64', id: 6 },
        attributes: repeated('Attribute', 7),
      },
    },
    HistogramPoint: {
      fields: {
        count: { type: 'fixed64', id: 4 },
        bucketCounts: repeated('fixed64', 6),
        attributes: repeated('Attribute', 9),
        max: { type: 'double', id: 12 },
      },
    },
    Attribute: { fields: { key: { type: 'string', id: 1 }, value: { type: 'AnyValue', id: 2 } } },
    AnyValue: { fields: { stringValue: { type: 'string', id: 1 } } },
  },
}).lookupType('ExportRequest')

const attributesOf = (attributes: readonly Attribute[] = []): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value?.stringValue ?? '']))

/** What came in by OTLP. */
export class OtlpStore {
  readonly #requests: ExportRequest[] = []

  add(body: Uint8Array): void {
    this.#requests.push(request.toObject(request.decode(body), { longs: String }) as ExportRequest)
  }

  get resource(): Readonly<Record<string, string>> {
    return attributesOf(this.#requests.at(-1)?.resourceMetrics[0]?.resource.attributes)
  }

  points(metric: string): readonly OtlpPoint[] {
    return this.#metrics(metric).flatMap(({ sum, gauge }) => (sum ?? gauge)?.dataPoints.map(toPoint) ?? [])
  }

  last(metric: string): number {
    const series = new Map(this.points(metric).map(({ attributes, value }) => [JSON.stringify(attributes), value]))
    return [...series.values()].reduce((sum, value) => sum + value, 0)
  }

  lastHistograms(metric: string): readonly OtlpHistogram[] {
    const points = this.#metrics(metric).at(-1)?.histogram?.dataPoints ?? []
    return points.map(({ attributes, count, max, bucketCounts }) => ({
      attributes: attributesOf(attributes),
      count: Number(count),
      max,
      counts: bucketCounts.map(Number),
    }))
  }

  #metrics(name: string): readonly Metric[] {
    return this.#requests
      .flatMap(({ resourceMetrics }) => resourceMetrics)
      .flatMap(({ scopeMetrics }) => scopeMetrics)
      .flatMap(({ metrics = [] }) => metrics)
      .filter((metric) => metric.name === name)
  }
}

const toPoint = ({ timeUnixNano, attributes, asDouble, asInt }: NumberPoint): OtlpPoint => ({
  time: timeUnixNano,
  attributes: attributesOf(attributes),
  value: asDouble ?? Number(asInt ?? 0),
})
