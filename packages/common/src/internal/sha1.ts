/**
 * SHA-1 of bytes as five words of 32 bits, as a name-based UUID needs it. Workflow code has no `node:crypto`, and what libraries
 * offer for browsers is asynchronous. Short, because workflow bundles carry it. Not for secrets.
 */
export function sha1(bytes: ArrayLike<number>): number[] {
  const { length } = bytes;
  // The message, a one bit, zeros, and its length in bits as the last word of a block.
  const message = new Int32Array(((length + 8) >> 6) * 16 + 16);
  const put = (byte: number, index: number): void => {
    message[index >> 2] = at(message, index >> 2) | (byte << (24 - (index % 4) * 8));
  };
  Array.from(bytes, put);
  put(0x80, length);
  message[message.length - 1] = length * 8;

  let hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < message.length; block += 16) {
    const words = [...message.subarray(block, block + 16)];
    let [a, b, c, d, e] = hash as [number, number, number, number, number];
    for (let index = 0; index < 80; index++) {
      const back = (steps: number): number => at(words, index - steps);
      const word = (words[index] ??= rotate(back(3) ^ back(8) ^ back(14) ^ back(16), 1));
      const round = (index / 20) | 0;
      const mixed = round ? (round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d) : (b & c) | (~b & d);
      [a, b, c, d, e] = [rotate(a, 5) + mixed + e + word + at(CONSTANTS, round), a, rotate(b, 30), c, d];
    }
    hash = [a, b, c, d, e].map((word, index) => (word + at(hash, index)) >>> 0);
  }
  return hash;
}

const CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function at(words: ArrayLike<number>, index: number): number {
  return words[index] as number;
}
