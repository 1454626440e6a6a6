import { ownCopy } from '../log-entry.ts'
import { type Route, RouteTree } from './route-tree.ts'

/** Paths that were seen lately; it is emptied when it is full. */
const MOST_REMEMBERED = 20_000
/** Real paths are kept for each route, to send to. */
const MOST_SAMPLES = 20

/** Finds the route of a request quickly: most of them have been seen before. */
export class Router {
  readonly #tree = new RouteTree()
  readonly #seen = new Map<string, Map<string, number>>()
  readonly #samples = new Map<number, Set<string>>()
  #remembered = 0

  /** The id of its route; what it is by now, `now` says. */
  idOf(method: string, target: string): number {
    const path = withoutQuery(target)
    const known = this.#seen.get(method)?.get(path)
    if (known !== undefined) return known
    const id = this.#tree.idOf(method, path)
    this.#remember(method, path, id)
    this.#sample(id, target)
    return id
  }

  now(id: number): number {
    return this.#tree.now(id)
  }

  routeOf(id: number): Route {
    return this.#tree.routeOf(id)
  }

  /** Paths that were really asked for, of a route and of all that became it. */
  samplesOf(id: number): readonly string[] {
    const own = this.#tree.now(id)
    const all = [...this.#samples].filter(([other]) => this.#tree.now(other) === own).flatMap(([, paths]) => [...paths])
    return [...new Set(all)].slice(0, MOST_SAMPLES)
  }

  #remember(method: string, path: string, id: number): void {
    if (this.#remembered >= MOST_REMEMBERED) {
      this.#seen.clear()
      this.#remembered = 0
    }
    this.#remembered += 1
    const ofMethod = this.#seen.get(method)
    if (ofMethod === undefined) this.#seen.set(ownCopy(method), new Map([[ownCopy(path), id]]))
    else ofMethod.set(ownCopy(path), id)
  }

  #sample(id: number, target: string): void {
    const paths = this.#samples.get(id)
    if (paths === undefined) this.#samples.set(id, new Set([ownCopy(target)]))
    else if (paths.size < MOST_SAMPLES) paths.add(ownCopy(target))
  }
}

function withoutQuery(target: string): string {
  const query = target.search(/[?#;]/)
  return query < 0 ? target : target.slice(0, query)
}
