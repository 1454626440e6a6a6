// https://jslib.k6.io/totp, written anew from RFC 6238 (TOTP) and RFC 4226 (HOTP).

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base32; padding and spaces are left out. */
function decodeBase32(text) {
  const bytes = []
  let bits = 0
  let buffer = 0
  for (const letter of text.toUpperCase().replaceAll(/[=\s]/g, '')) {
    const value = ALPHABET.indexOf(letter)
    if (value < 0) throw new Error(`Invalid base32 character: ${letter}`)
    buffer = ((buffer << 5) | value) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((buffer >> bits) & 0xff)
  }
  return Uint8Array.from(bytes)
}

export class TOTP {
  /** `key` in base32. */
  constructor(key, digits = 6) {
    this.key = key
    this.digits = digits
  }

  /** The code of now; `step` and `t0` in seconds. */
  async gen(step = 30, t0 = 0) {
    const counter = new DataView(new ArrayBuffer(8))
    counter.setBigUint64(0, BigInt(Math.floor((Date.now() / 1_000 - t0) / step)))
    const algorithm = { name: 'HMAC', hash: { name: 'SHA-1' } }
    const key = await crypto.subtle.importKey('raw', decodeBase32(this.key), algorithm, false, ['sign'])
    const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, counter.buffer))
    const offset = digest[digest.length - 1] & 0x0f
    const number = new DataView(digest.buffer).getUint32(offset) & 0x7fffffff
    return String(number % 10 ** this.digits).padStart(this.digits, '0')
  }

  async verify(code, step = 30, t0 = 0) {
    return code === (await this.gen(step, t0))
  }
}
