/** k6's exit codes. */
export const ExitCode = {
  Ok: 0,
  ThresholdsFailed: 99,
  SetupTimeout: 100,
  TeardownTimeout: 101,
  GenericTimeout: 102,
  StoppedViaRest: 103,
  InvalidConfig: 104,
  Interrupted: 105,
  CannotStartRest: 106,
  ScriptException: 107,
  ScriptAborted: 108,
  Crashed: 109,
  MarkedAsFailed: 110,
  /** What k6 has no code for: the script is not there or exports no function, a rejection before or after the iterations. */
  Other: 255,
} as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
