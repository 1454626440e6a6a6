import type { Rewrites } from './emission.ts'

/** An async function is a generator that yields what it awaits; the runtime tells it from an unfinished call. */
export const asyncRewrites: Rewrites = {
  AwaitExpression: (node, out) => {
    const isTop = out.fn.kind === 'module'
    return isTop || out.isSuspendable(out.fn) ? ['(yield ', out.render(node.argument), ')'] : out.inside(node)
  },
}
