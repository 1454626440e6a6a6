import type { ColorDepth } from '../ui/theme.ts'

/** How many colours the terminal shows. NO_COLOR (no-color.org) and TERM=dumb mean none. */
export function colorDepthOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv, wantsColor: boolean): ColorDepth {
  const refuses = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== ''
  if (!wantsColor || refuses || !stream.isTTY || env['TERM'] === 'dumb') return 'none'
  const depth = stream.getColorDepth(env)
  if (depth >= 24) return 'true'
  if (depth >= 8) return '256'
  return depth >= 4 ? '16' : 'none'
}
