import { describe, expect, it } from 'vitest'
import {
  ConnectionLost,
  dialFailure,
  exchangeFailure,
  isConnectionLoss,
  lookupFailure,
  tlsFailure,
} from './failures.ts'

const errorOf = (message: string, more: object = {}): Error => Object.assign(new Error(message), more)

describe('a failure to dial', () => {
  it.each([
    ['ECONNREFUSED', -111, 1212, 'dial: connection refused'],
    ['ETIMEDOUT', -110, 1211, 'dial: i/o timeout'],
    ['ECONNRESET', -104, 1220, 'dial: connection reset by peer'],
    ['EHOSTUNREACH', -113, 1213, 'dial: unknown errno 113 error with msg `no route to host`'],
    ['ENETUNREACH', -101, 1213, 'dial: unknown errno 101 error with msg `network is unreachable`'],
    ['EFOO', -999, 1213, 'dial: unknown errno 999 error with msg `efoo`'],
  ])('%s is %i', (code, errno, expected, message) => {
    expect(dialFailure(errorOf(`connect ${code}`, { code, errno }))).toEqual({ code: expected, message })
  })

  it.each([
    ['EMFILE', 'too many open files`: this process may not open more sockets: raise `ulimit -n`'],
    ['EADDRNOTAVAIL', 'cannot assign requested address`: no free local port or no such local address'],
  ])('%s says what to do', (code, text) => {
    const { message } = dialFailure(errorOf(code, { code, errno: -1 }))
    expect(message).toBe(`dial: unknown errno 1 error with msg \`${text}`)
  })

  it.each([
    ['EADDRNOTAVAIL', 'port'],
    ['EADDRINUSE', 'port'],
    ['EMFILE', 'file'],
    ['ENFILE', 'file'],
    ['ENETUNREACH', undefined],
  ])('%s tells what this machine lacks: %s', (code, lack) => {
    expect(dialFailure(errorOf(code, { code, errno: -1 })).lack).toBe(lack)
  })

  it('of another kind keeps its own words', () => {
    expect(dialFailure(errorOf('odd'))).toEqual({ code: 1210, message: 'dial: odd' })
  })
})

describe('a failure of TLS', () => {
  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 1310, 'x509: unknown authority'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 1311, "x509: certificate doesn't match hostname"],
    ['CERT_HAS_EXPIRED', 1300, 'x509: certificate has expired or is not yet valid'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 1301, 'tls: first record does not look like a TLS handshake'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 1300, 'tls: alert protocol version'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 1300, 'tls: alert handshake failure'],
    ['OTHER', 1300, 'tls: words'],
  ])('%s is %i', (code, expected, message) => {
    expect(tlsFailure(errorOf('words', { code }))).toEqual({ code: expected, message })
  })
})

describe('a failure of an exchange', () => {
  it.each([
    ['reset', { code: 'ECONNRESET' }, 1220, 'read: connection reset by peer'],
    ['pipe', { code: 'EPIPE' }, 1201, 'write: broken pipe'],
    ['words', { code: 'EFOO', syscall: 'read' }, 1202, 'EFOO: words'],
    ['words', {}, 1000, 'words'],
    [
      'HTTP/2: "GOAWAY" frame received with code 1',
      {},
      1612,
      'http2: received GoAway with http2 ErrCode PROTOCOL_ERROR',
    ],
    ['HTTP/2: "GOAWAY" frame received with code 0', {}, 1611, 'http2: received GoAway with http2 ErrCode NO_ERROR'],
    [
      'Session closed with error code NGHTTP2_ENHANCE_YOUR_CALM',
      {},
      1622,
      'http2: received GoAway with http2 ErrCode ENHANCE_YOUR_CALM',
    ],
    ['words', { http2ErrorCode: 8 }, 1639, 'http2: stream error with http2 ErrCode CANCEL'],
    ['words', { http2ErrorCode: 99 }, 1630, 'http2: stream error with http2 ErrCode unknown error code 0x63'],
    ['words', { code: 'ERR_HTTP2_ERROR' }, 1652, 'http2: connection error with http2 ErrCode PROTOCOL_ERROR'],
  ])('%s %j is %i', (text, more, code, message) => {
    expect(exchangeFailure(errorOf(text, more), false)).toEqual({ code, message })
  })

  it('that the other side closed the connection is an end, in the middle of the answer an unexpected one', () => {
    expect(exchangeFailure(new ConnectionLost(), false)).toEqual({ code: 1000, message: 'EOF' })
    expect(exchangeFailure(new ConnectionLost(), true)).toEqual({ code: 1000, message: 'unexpected EOF' })
  })
})

it('tells the loss of a connection from other troubles', () => {
  expect(isConnectionLoss(new ConnectionLost())).toBe(true)
  expect(isConnectionLoss(errorOf('x', { code: 'ECONNRESET' }))).toBe(true)
  expect(isConnectionLoss(errorOf('bad response', { code: 'ERR_SSL_BAD_RECORD' }))).toBe(false)
  expect(isConnectionLoss(errorOf('x'))).toBe(false)
})

it('of a look-up without a known code keeps it', () => {
  expect(lookupFailure(errorOf('x', { code: 'ENODATA' }), 'h')).toEqual({ code: 1100, message: 'lookup h: ENODATA' })
})
