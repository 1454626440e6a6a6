import { seededRng } from '../../base/rng.ts'
import type { Millis } from '../../base/units.ts'

/** A route of a made log: how its paths look, and how many of its requests there are in a cycle of all of them. */
export interface MadeRoute {
  readonly method: string
  /** As it is to be recognised. */
  readonly template: string
  readonly weight: number
  readonly path: (random: () => number) => string
}

const hex = (random: () => number, length: number): string =>
  Array.from({ length }, () => '0123456789abcdef'[Math.floor(random() * 16)]).join('')
const number = (random: () => number): number => Math.floor(random() * 1e6)

/** A shop: 10 routes, of which the first five are 80 % of all requests. Weights are of 100. */
export const shopRoutes: readonly MadeRoute[] = [
  { method: 'GET', template: '/', weight: 27, path: () => '/' },
  { method: 'GET', template: '/products/{id}', weight: 22, path: (random) => `/products/${number(random)}` },
  {
    method: 'GET',
    template: '/assets/app.{hash}.js',
    weight: 14,
    path: (random) => `/assets/app.9${hex(random, 7)}.js`,
  },
  {
    method: 'POST',
    template: '/carts/{id}/items',
    weight: 10,
    path: (random) => `/carts/${uuid(random)}/items?from=list`,
  },
  { method: 'GET', template: '/search', weight: 7, path: (random) => `/search?q=${hex(random, 4)}` },
  { method: 'GET', template: '/articles/{name}', weight: 6, path: (random) => `/articles/${slug(random)}` },
  {
    method: 'GET',
    template: '/reports/{date}',
    weight: 5,
    path: (random) => `/reports/2026-11-${10 + Math.floor(random() * 20)}`,
  },
  { method: 'POST', template: '/orders', weight: 4, path: () => '/orders' },
  { method: 'PUT', template: '/users/{id}/mail', weight: 3, path: (random) => `/users/${number(random)}/mail` },
  { method: 'GET', template: '/health', weight: 2, path: () => '/health' },
]

const uuid = (random: () => number): string => [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-')

const words = [
  'red',
  'blue',
  'old',
  'new',
  'fast',
  'slow',
  'big',
  'small',
  'warm',
  'cold',
  'dark',
  'light',
  'dry',
  'wet',
]
const slug = (random: () => number): string =>
  [0, 1, 2].map(() => words[Math.floor(random() * words.length)] ?? '').join('-')

export interface MadeLog {
  readonly routes: readonly MadeRoute[]
  /** Of the first request, since 1970; a whole minute. */
  readonly begin: Millis
  /** Requests in minute `index` of the log; a multiple of the sum of all weights makes rates exact. */
  readonly minutes: readonly number[]
  /** How many users there are; each request is of one of them in turn. */
  readonly users: number
  readonly seed?: number
}

/** One request of it. */
export interface MadeRequest {
  readonly at: Millis
  readonly user: number
  readonly method: string
  readonly path: string
  readonly took: Millis
}

/** The requests of the log in order of time; every minute has each route in proportion to its weight, evenly mixed. */
export function* makeRequests({ routes, begin, minutes, users, seed = 1 }: MadeLog): Generator<MadeRequest> {
  const random = seededRng(seed)
  const cycle = spread(routes)
  let count = 0
  for (const [minute, requests] of minutes.entries()) {
    for (let index = 0; index < requests; index += 1) {
      const { method, path } = cycle[count % cycle.length] as MadeRoute
      const at = begin + minute * 60_000 + Math.floor((index * 60_000) / requests)
      yield { at, user: count % users, method, path: path(random), took: 5 + 10 * random() }
      count += 1
    }
  }
}

/** All routes by their weights, each as evenly as can be (like the shares of a weighted round robin). */
function spread(routes: readonly MadeRoute[]): readonly MadeRoute[] {
  const total = routes.reduce((sum, { weight }) => sum + weight, 0)
  const credit = routes.map(() => 0)
  return Array.from({ length: total }, () => {
    for (const [index, { weight }] of routes.entries()) credit[index] = (credit[index] ?? 0) + weight
    const next = credit.indexOf(Math.max(...credit))
    credit[next] = (credit[next] ?? 0) - total
    return routes[next] as MadeRoute
  })
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** `28/Nov/2026:12:00:00 +0900`. */
export function clfTime(at: Millis, offset = 0): string {
  const local = new Date(at + offset * 60_000)
  const date = `${two(local.getUTCDate())}/${months[local.getUTCMonth()]}/${local.getUTCFullYear()}`
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  return `${date}:${time} ${offset < 0 ? '-' : '+'}${two(hours)}${two(minutes)}`
}

const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** A line of a combined log. */
export const combinedLine = ({ at, user, method, path }: MadeRequest, time: string = clfTime(at)): string =>
  `10.${user >> 16}.${(user >> 8) & 255}.${user & 255} - - [${time}] "${method} ${path} HTTP/1.1" 200 1534 "https://shop.example/" "${agent}"`

export const jsonLine = ({ at, user, method, path, took }: MadeRequest): string =>
  JSON.stringify({
    time: new Date(at).toISOString(),
    ip: `10.0.0.${user}`,
    method,
    path,
    status: 200,
    duration_ms: took,
  })
