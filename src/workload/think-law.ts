import type { Share } from '../base/units.ts'

/** How the think times of a user scatter around their mean. */
export type ThinkLaw =
  | { readonly kind: 'constant' }
  /** From (1 - spread) to (1 + spread) times the mean. */
  | { readonly kind: 'uniform'; readonly spread: Share }
  /** A standard deviation of `spread` times the mean; what would be below 0 is drawn again. */
  | { readonly kind: 'normal'; readonly spread: Share }
  /** The same, with a long tail: most think briefly, a few for very long. */
  | { readonly kind: 'log-normal'; readonly spread: Share }

export const thinkKinds = ['constant', 'uniform', 'normal', 'log-normal'] as const
export type ThinkKind = ThinkLaw['kind']

export const usualSpread: Readonly<Record<Exclude<ThinkKind, 'constant'>, Share>> = {
  uniform: 0.5,
  normal: 0.25,
  'log-normal': 0.5,
}

/** Wider, and the law would not have the mean it is to have: a third keeps a normal within 0.2 % of it. */
export const mostSpread: Readonly<Record<Exclude<ThinkKind, 'constant'>, Share>> = {
  uniform: 1,
  normal: 1 / 3,
  'log-normal': 3,
}

export const thinkLawOf = (kind: ThinkKind, spread?: Share): ThinkLaw =>
  kind === 'constant' ? { kind } : { kind, spread: spread ?? usualSpread[kind] }
