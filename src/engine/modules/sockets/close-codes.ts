const names: Readonly<Record<number, string>> = {
  1000: 'normal',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unsupported data',
  1005: 'no status',
  1006: 'abnormal closure',
  1007: 'invalid payload data',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'mandatory extension missing',
  1011: 'internal server error',
  1015: 'TLS handshake error',
}

export const CLOSE_NORMAL = 1000
export const CLOSE_GOING_AWAY = 1001
const CLOSE_ABNORMAL = 1006

/** Whether a closed connection is worth an error event: anything but a normal end. */
export const isUnexpectedClose = (code: number): boolean => code !== CLOSE_NORMAL && code !== CLOSE_GOING_AWAY

/** The reason that scripts are told; a connection that broke off gives none itself. */
export const reasonOf = (code: number, reason: string): string =>
  code === CLOSE_ABNORMAL && reason === '' ? 'unexpected EOF' : reason

/** The text of k6's error for a close (RFC 6455, 7.4). */
export function describeClose(code: number, reason: string): string {
  const name = names[code]
  const text = reasonOf(code, reason)
  return `websocket: close ${code}${name === undefined ? '' : ` (${name})`}${text === '' ? '' : `: ${text}`}`
}
