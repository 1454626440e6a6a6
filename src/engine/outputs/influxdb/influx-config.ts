import { type Parsed, parsed, problems } from '../../../base/result.ts'
import type { Millis } from '../../../base/units.ts'
import { boolean, choice, type Codec, durationAbove0, filledText, integer, moreThan } from '../../config/codec.ts'
import { list } from '../../config/collections.ts'
import type { OutputSource } from '../output-source.ts'
import { readSettings, type SettingTable } from '../settings.ts'
import { httpUrl, optionalHttpUrl } from '../url-codec.ts'
import { type TagField, tagField } from './tag-field.ts'

export const precisions = ['ns', 'u', 'ms', 's', 'm', 'h'] as const
export type Precision = (typeof precisions)[number]

export interface InfluxSettings {
  /** Of the server, with the path that a proxy may ask for. */
  readonly addr: string
  readonly proxy: string | undefined
  readonly username: string | undefined
  readonly password: string | undefined
  /** Any certificate will do. */
  readonly insecure: boolean
  readonly pushInterval: Millis
  readonly concurrentWrites: number
  readonly db: string
  readonly precision: Precision
  readonly retention: string | undefined
  readonly consistency: string | undefined
  readonly tagsAsFields: readonly TagField[]
}

export interface InfluxConfig extends InfluxSettings {
  readonly kind: 'influxdb'
}

const optionalText = filledText as Codec<string | undefined>

export const influxSettings: SettingTable<InfluxSettings> = {
  addr: { codec: httpUrl, argument: 'addr', env: 'K6_INFLUXDB_ADDR', json: 'addr', fallback: 'http://localhost:8086' },
  proxy: { codec: optionalHttpUrl, env: 'K6_INFLUXDB_PROXY', json: 'proxy', fallback: undefined },
  username: {
    codec: optionalText,
    argument: 'username',
    env: 'K6_INFLUXDB_USERNAME',
    json: 'username',
    fallback: undefined,
  },
  password: {
    codec: optionalText,
    argument: 'password',
    env: 'K6_INFLUXDB_PASSWORD',
    json: 'password',
    fallback: undefined,
  },
  insecure: {
    codec: boolean,
    argument: 'insecure',
    env: 'K6_INFLUXDB_INSECURE',
    json: 'insecure',
    fallback: false,
  },
  pushInterval: {
    codec: durationAbove0,
    argument: 'pushInterval',
    env: 'K6_INFLUXDB_PUSH_INTERVAL',
    json: 'pushInterval',
    fallback: 1000,
  },
  concurrentWrites: {
    codec: integer(moreThan(0)),
    argument: 'concurrentWrites',
    env: 'K6_INFLUXDB_CONCURRENT_WRITES',
    json: 'concurrentWrites',
    fallback: 4,
  },
  db: { codec: filledText, argument: 'db', env: 'K6_INFLUXDB_DB', json: 'db', fallback: 'k6' },
  precision: {
    codec: choice(precisions),
    argument: 'precision',
    env: 'K6_INFLUXDB_PRECISION',
    json: 'precision',
    fallback: 'ns',
  },
  retention: {
    codec: optionalText,
    argument: 'retention',
    env: 'K6_INFLUXDB_RETENTION',
    json: 'retention',
    fallback: undefined,
  },
  consistency: {
    codec: optionalText,
    argument: 'consistency',
    env: 'K6_INFLUXDB_CONSISTENCY',
    json: 'consistency',
    fallback: undefined,
  },
  tagsAsFields: {
    codec: list(tagField),
    argument: 'tagsAsFields',
    env: 'K6_INFLUXDB_TAGS_AS_FIELDS',
    json: 'tagsAsFields',
    fallback: ['vu', 'iter', 'url'].map((tag) => ({ tag, kind: 'string' })),
  },
}

/** `influxdb`, `influxdb=DATABASE`, or `influxdb=http://user:password@host:port/DATABASE?setting=value&...`. */
export function readInflux({ argument, env, json }: OutputSource): Parsed<InfluxConfig> {
  const given = readArgument(argument)
  if (!given.ok) return given
  const settings = readSettings('influxdb', influxSettings, { argument: given.value, env, json })
  return settings.ok ? parsed({ kind: 'influxdb', ...settings.value }) : settings
}

type Given = Readonly<Record<string, string>>

function readArgument(argument: string): Parsed<Given> {
  if (argument === '') return parsed({})
  if (argument.startsWith('udp://')) {
    return problems('--out influxdb: udp:// is not there, it would not say what is lost; use http://')
  }
  if (/^\/?[^:/?]+$/.test(argument)) return parsed({ db: argument.replace(/^\//, '') })
  const url = URL.canParse(argument) ? new URL(argument) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return problems(`--out influxdb must be a URL such as http://localhost:8086/k6, got ${JSON.stringify(argument)}`)
  }
  return parsed(partsOf(url))
}

/** The last part of the path is the database; what is before it is where a proxy has the server. */
function partsOf(url: URL): Given {
  const slash = url.pathname.lastIndexOf('/')
  const db = decodeURIComponent(url.pathname.slice(slash + 1))
  const settings = [...new Set(url.searchParams.keys())].map(
    (key) => [key, url.searchParams.getAll(key).join(',')] as const,
  )
  return {
    ...Object.fromEntries(settings),
    addr: url.origin + url.pathname.slice(0, Math.max(0, slash)),
    ...(db === '' ? {} : { db }),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
  }
}
