import { spawnSync } from 'node:child_process'
import { startNginx } from './nginx.ts'
import { forkOwnTarget } from './own-target.ts'
import type { RivalTarget } from './target.ts'

/** nginx where it is installed: it answers about twice as many requests per core as a server in Node can. */
export async function startRivalTarget(core: number): Promise<RivalTarget> {
  const hasNginx = spawnSync('nginx', ['-v']).status === 0
  return hasNginx ? startNginx(core) : forkOwnTarget(core)
}
