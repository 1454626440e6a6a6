/**
 * Who holds the load back. `none`: nobody, all that was asked for came back. `generator`: what is measured is our own limit.
 * `shared-host`: generator and target, or others, fight for the CPUs of one machine. `network`: what is between them.
 */
export type LimitVerdict = 'target' | 'generator' | 'shared-host' | 'network' | 'undetermined' | 'none'

export type Confidence = 'high' | 'medium' | 'low'

/** `warn`: close to a limit, or over it for a moment. `hard`: over it. */
export type Severity = 'warn' | 'hard'

export type FlagName =
  | 'start-lag'
  | 'not-started'
  | 'vus'
  | 'stalls'
  | 'ports'
  | 'files'
  | 'loop'
  | 'loop-delay'
  | 'process-cpu'
  | 'garbage'
  | 'heap'
  | 'starved'
  | 'throttled'
  | 'host-cpu'
  | 'cpu-pressure'
  | 'steal'
  | 'memory'
  | 'swap'
  | 'conntrack'
  | 'link'
  | 'retransmits'
  | 'listen-queue'

/** Something that is near its limit, or beyond it. */
export interface Flag {
  readonly name: FlagName
  readonly severity: Severity
  /** With its numbers. */
  readonly text: string
  /** What to do about it, in one line. */
  readonly mend: string
}

/** The answer to "is it me or the target". */
export interface LimitReading {
  readonly verdict: LimitVerdict
  readonly confidence: Confidence
  /** The flags that decided it, the most important first. */
  readonly because: readonly FlagName[]
  /** The three strongest, in numbers, the strongest first. */
  readonly evidence: readonly string[]
  /** What to do next, in one line. */
  readonly next: string
  /** The worst first. */
  readonly flags: readonly Flag[]
}

/** What is found meanwhile is no limit of the target: a capacity is "at least" so much. */
export const isNotTheTarget = ({ verdict }: Pick<LimitReading, 'verdict'>): boolean =>
  verdict === 'generator' || verdict === 'shared-host' || verdict === 'network'
