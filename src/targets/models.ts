import { UserError } from '../base/errors.ts'
import { didYouMean } from '../base/suggest.ts'
import { autoscaling } from './autoscaling.ts'
import { bistable } from './bistable.ts'
import { bounded } from './bounded.ts'
import { costlyShedding } from './costly-shedding.ts'
import { distant } from './distant.ts'
import { hiccups } from './hiccups.ts'
import { infinite } from './infinite.ts'
import { leak } from './leak.ts'
import type { ConfiguredModel, TargetModel } from './model.ts'
import { nullTarget } from './null.ts'
import type { GivenParams } from './options.ts'
import { pauses } from './pauses.ts'
import { pipeline } from './pipeline.ts'
import { processorSharing } from './processor-sharing.ts'
import { slowRecovery } from './slow-recovery.ts'
import { timeouts } from './timeouts.ts'
import { tokenBucket } from './token-bucket.ts'
import { unbounded } from './unbounded.ts'
import { unequalBackends } from './unequal-backends.ts'
import { usl } from './usl.ts'
import { warmUp } from './warm-up.ts'
import { windowLimit } from './window-limit.ts'

/** Every simulated target by the name it is started with. */
export const models: Readonly<Record<string, TargetModel>> = {
  bounded,
  unbounded,
  'costly-shedding': costlyShedding,
  'token-bucket': tokenBucket,
  pauses,
  usl,
  bistable,
  timeouts,
  'unequal-backends': unequalBackends,
  'slow-recovery': slowRecovery,
  leak,
  pipeline,
  'processor-sharing': processorSharing,
  distant,
  'window-limit': windowLimit,
  'warm-up': warmUp,
  autoscaling,
  infinite,
  hiccups,
  null: nullTarget,
}

/** The model ready to simulate; throws a UserError that tells every problem at once. */
export function configureModel(name: string, given: GivenParams): ConfiguredModel {
  const model = Object.hasOwn(models, name) ? models[name] : undefined
  if (model === undefined) {
    const known = Object.keys(models)
    throw new UserError('UNKNOWN_TARGET', `there is no target "${name}"${didYouMean(name, known)}`, {
      hint: `the targets are ${known.join(', ')}`,
    })
  }
  const configured = model.configure(given)
  if (configured.ok) return configured.value
  throw new UserError('INVALID_TARGET_OPTION', configured.problems.join('\n'), {
    hint: `kneepoint target ${name} --help lists the options`,
  })
}
