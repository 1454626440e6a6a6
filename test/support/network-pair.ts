import { execFileSync } from 'node:child_process'

/** Two network namespaces with a link between them: `kp0` at 10.99.0.1 and at 10.99.0.2. */
export interface NetworkPair extends Disposable {
  readonly near: Namespace
  readonly far: Namespace
}

export interface Namespace {
  /** Runs what follows in it. */
  readonly enter: readonly string[]
  readonly address: string
  /** What a command in it says. */
  readonly say: (...command: readonly string[]) => string
}

const run = (...command: readonly string[]): string => {
  const [file = '', ...args] = command
  return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

export function openNetworkPair(): NetworkPair {
  const names = ['near', 'far'].map((end) => `kneepoint-${process.pid}-${end}`)
  const close = (): void => {
    for (const name of names) run('ip', 'netns', 'del', name)
  }
  const [near = '', far = ''] = names
  for (const name of names) run('ip', 'netns', 'add', name)
  try {
    run('ip', '-n', near, 'link', 'add', 'kp0', 'type', 'veth', 'peer', 'name', 'kp0', 'netns', far)
    return { near: namespaceOf(near, '10.99.0.1'), far: namespaceOf(far, '10.99.0.2'), [Symbol.dispose]: close }
  } catch (error) {
    close()
    throw error
  }
}

function namespaceOf(name: string, address: string): Namespace {
  run('ip', '-n', name, 'address', 'add', `${address}/24`, 'dev', 'kp0')
  for (const link of ['lo', 'kp0']) run('ip', '-n', name, 'link', 'set', link, 'up')
  const enter = ['ip', 'netns', 'exec', name]
  return { enter, address, say: (...command) => run(...enter, ...command) }
}

/** Only root may make networks, and not in every container. */
export function canMakeNetworks(): boolean {
  try {
    openNetworkPair()[Symbol.dispose]()
    return true
  } catch {
    return false
  }
}
