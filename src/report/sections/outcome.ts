import { ExitCode } from '../../base/exit-code.ts'
import type { ReportData } from '../report-data.ts'

export interface Outcome {
  readonly word: string
  readonly detail: string
  readonly isGood: boolean
}

type Ending = Pick<Outcome, 'word' | 'detail'>

const endings: Readonly<Record<ExitCode, Ending>> = {
  [ExitCode.Ok]: { word: 'ended well', detail: '' },
  [ExitCode.ThresholdsFailed]: { word: 'thresholds crossed', detail: '' },
  [ExitCode.SetupTimeout]: { word: 'setup took too long', detail: 'no iteration was begun' },
  [ExitCode.TeardownTimeout]: { word: 'teardown took too long', detail: 'the numbers are complete' },
  [ExitCode.GenericTimeout]: { word: 'timed out', detail: '' },
  [ExitCode.StoppedViaRest]: { word: 'stopped over REST', detail: 'before its plan was over' },
  [ExitCode.InvalidConfig]: { word: 'bad configuration', detail: '' },
  [ExitCode.Interrupted]: { word: 'stopped by a signal', detail: 'before its plan was over' },
  [ExitCode.CannotStartRest]: { word: 'no REST API', detail: '' },
  [ExitCode.ScriptException]: { word: 'the script failed', detail: 'in init code, setup or teardown' },
  [ExitCode.ScriptAborted]: { word: 'ended by the script', detail: 'with exec.test.abort()' },
  [ExitCode.Crashed]: { word: 'crashed', detail: '' },
  [ExitCode.MarkedAsFailed]: { word: 'marked as failed', detail: 'by the script, with exec.test.fail()' },
  [ExitCode.Other]: {
    word: 'failed',
    detail: 'the script is not there, exports no function, or a promise was rejected',
  },
}

const cutOff: Outcome = {
  word: 'cut off',
  detail: 'The run did not end by itself. Everything it had recorded is here; at most the last 2 s are missing.',
  isGood: false,
}

/** How the run ended, in words. */
export function outcomeOf({ verdict, thresholds }: Pick<ReportData, 'verdict' | 'thresholds'>): Outcome {
  const { exitCode } = verdict
  if (exitCode === undefined) return cutOff
  const known = Object.values(ExitCode).find((code) => code === exitCode)
  const { word, detail } = known === undefined ? { word: 'ended', detail: '' } : endings[known]
  const sentences = [detail, thresholdSentence(thresholds), exitCode === 0 ? '' : `exit code ${exitCode}`]
  return { word, detail: sentences.filter((each) => each !== '').join('; '), isGood: exitCode === ExitCode.Ok }
}

function thresholdSentence(thresholds: ReportData['thresholds']): string {
  const crossed = thresholds.filter(({ failed }) => failed).length
  if (thresholds.length === 0) return ''
  if (crossed > 0) return `${crossed} of ${thresholds.length} thresholds crossed`
  return thresholds.length === 1 ? 'its threshold was kept' : `all ${thresholds.length} thresholds kept`
}
