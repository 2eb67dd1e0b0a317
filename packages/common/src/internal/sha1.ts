/**
 * SHA-1 of bytes as five words of 32 bits, as a name-based UUID needs it. Workflow code has no `node:crypto`, and what libraries
 * offer for browsers is asynchronous. Short, because workflow bundles carry it. Not for secrets.
 */
export function sha1(bytes: readonly number[]): number[] {
  const { length } = bytes;
  // The message, a one bit, zeros, and its length in bits as the last word of a block.
  const message = new Int32Array(((length + 8) >> 6) * 16 + 16);
  [...bytes, 0x80].forEach((byte, index) => ((message[index >> 2] as number) |= byte << (24 - (index % 4) * 8)));
  message[message.length - 1] = length * 8;

  let hash = [0x67452301, 0xefcdab89, ~0x67452301, ~0xefcdab89, 0xc3d2e1f0];
  for (let block = 0; block < message.length; block += 16) {
    const words = [...message.subarray(block, block + 16)];
    let [a, b, c, d, e] = hash as [number, number, number, number, number];
    for (let index = 0; index < 80; index++) {
      const word = (words[index] ??= rotate(
        (words[index - 3] as number) ^
          (words[index - 8] as number) ^
          (words[index - 14] as number) ^
          (words[index - 16] as number),
        1,
      ));
      const round = (index / 20) | 0;
      const mixed = round ? (round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d) : (b & c) | (~b & d);
      [a, b, c, d, e] = [rotate(a, 5) + mixed + e + word + (CONSTANTS[round] as number), a, rotate(b, 30), c, d];
    }
    hash = [a, b, c, d, e].map((word, index) => (word + (hash[index] as number)) >>> 0);
  }
  return hash;
}

const CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
