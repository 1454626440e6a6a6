/** How much an answer is worth: `high` = tested directly, `medium` = follows from something else that was measured. */
export type AnswerConfidence = 'high' | 'medium' | 'low'

/** One of the eight questions that a performance test answers, from the runs there are. */
export interface Answer {
  readonly question: string
  /** One sentence; undefined: the runs do not tell. */
  readonly said: string | undefined
  /** For programs: the number or word that the sentence is about. */
  readonly value: string | number | undefined
  readonly confidence: AnswerConfidence | undefined
  /** What it rests on, with the run it comes from. */
  readonly evidence: readonly string[]
  /** The command that would tell, or tell better. */
  readonly next: string | undefined
}

export type Found = Pick<Answer, 'said' | 'value' | 'confidence' | 'evidence'> & { readonly next?: string }

export const notAnswered = (next: string, evidence: readonly string[] = []): Found => ({
  said: undefined,
  value: undefined,
  confidence: undefined,
  evidence,
  next,
})
