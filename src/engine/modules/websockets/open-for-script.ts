import { parseParams } from '../sockets/connect-params.ts'
import { toText } from '../to-text.ts'
import type { Vu } from '../vu.ts'
import { WebSocket } from './web-socket.ts'
import { GoError } from '../go-error.ts'

/** Reads the arguments of `new WebSocket(url, protocols, params)`. */
export function openForScript(vu: Vu, [url, protocols, given]: readonly unknown[]): WebSocket {
  if (vu.stage === 'init') throw new GoError('using websockets in the init context is not supported')
  const address = addressOf(url)
  const params = parseParams(vu, given, (name) => {
    throw new GoError(`unknown WebSocket's option ${name}`)
  })
  const wanted = protocols === undefined || protocols === null ? [] : [protocols].flat().map(String)
  return new WebSocket(vu, address, { ...params, protocols: [...params.protocols, ...wanted] })
}

function addressOf(url: unknown): string {
  if (url === undefined || url === null) throw new GoError('WebSocket requires a url')
  const text = toText(url)
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text)?.[1]?.toLowerCase() ?? ''
  if (scheme !== 'ws' && scheme !== 'wss') {
    throw new GoError(`WebSocket requires url with scheme ws or wss, but got "${scheme}"`)
  }
  const parsed = URL.parse(text)
  if (parsed === null) throw new GoError(`WebSocket requires valid url, but got ${JSON.stringify(text)}`)
  if (parsed.hash !== '') throw new GoError(`WebSocket requires no url fragment, but got "${parsed.hash.slice(1)}"`)
  return text
}
