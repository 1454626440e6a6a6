import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer'
import type { Delivery } from '../sending/parcel.ts'

/** A receiver may take a part only, and says in its answer how many points it did not take. */
export function readPartialSuccess(answer: Uint8Array): Delivery {
  const { partialSuccess } = readResponse(answer)
  const { rejectedDataPoints = 0, errorMessage = '' } = partialSuccess ?? {}
  return { kind: 'delivered', refused: rejectedDataPoints, reason: errorMessage }
}

/** Some receivers answer with an empty body, or with a text: they have taken everything all the same. */
function readResponse(answer: Uint8Array): ReturnType<typeof ProtobufMetricsSerializer.deserializeResponse> {
  try {
    return ProtobufMetricsSerializer.deserializeResponse(answer)
  } catch {
    return {}
  }
}
