/** MD4 (RFC 1320), which OpenSSL 3 no longer offers by default. For old protocols only: it is broken. */
export function md4(message: Uint8Array): Buffer {
  const words = paddedWords(message)
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let block = 0; block < words.length; block += 16) mixBlock(state, words.subarray(block, block + 16))
  const digest = Buffer.alloc(16)
  for (const [index, word] of state.entries()) digest.writeUInt32LE(word, index * 4)
  return digest
}

interface Round {
  readonly mix: (x: number, y: number, z: number) => number
  readonly constant: number
  readonly shifts: readonly [number, number, number, number]
  readonly order: readonly number[]
}

/** Section 3.4 of the RFC as a table. */
const rounds: readonly Round[] = [
  {
    mix: (x, y, z) => (x & y) | (~x & z),
    constant: 0,
    shifts: [3, 7, 11, 19],
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  },
  {
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
    constant: 0x5a827999,
    shifts: [3, 5, 9, 13],
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  },
  {
    mix: (x, y, z) => x ^ y ^ z,
    constant: 0x6ed9eba1,
    shifts: [3, 9, 11, 15],
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
  },
]

function mixBlock(state: Uint32Array, block: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (const { mix, constant, shifts, order } of rounds) {
    for (const [step, index] of order.entries()) {
      const sum = (a + mix(b, c, d) + (block[index] as number) + constant) | 0
      const shift = shifts[step & 3] as number
      ;[a, b, c, d] = [d, (sum << shift) | (sum >>> (32 - shift)), b, c]
    }
  }
  for (const [index, word] of [a, b, c, d].entries()) state[index] = (state[index] as number) + word
}

/** The message, a one bit, zeros, and the length in bits, as little-endian words. */
function paddedWords(message: Uint8Array): Uint32Array {
  const size = Math.ceil((message.byteLength + 9) / 64) * 64
  const bytes = Buffer.alloc(size)
  bytes.set(message)
  bytes[message.byteLength] = 0x80
  bytes.writeBigUInt64LE(BigInt(message.byteLength) * 8n, size - 8)
  return Uint32Array.from({ length: size / 4 }, (_, index) => bytes.readUInt32LE(index * 4))
}
