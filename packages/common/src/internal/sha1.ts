/**
 * SHA-1 of bytes, as a name-based UUID needs it. Workflow code has no `node:crypto`, and what libraries offer for browsers
 * is asynchronous. Not for secrets.
 */
export function sha1(bytes: Uint8Array): Uint8Array {
  const message = padded(bytes);
  const hash = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const words = new Uint32Array(80);
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let index = 0; index < 16; index++) words[index] = message.getUint32(block + index * 4);
    for (let index = 16; index < 80; index++)
      words[index] = rotate(
        at(words, index - 3) ^ at(words, index - 8) ^ at(words, index - 14) ^ at(words, index - 16),
        1,
      );
    mix(hash, words);
  }
  const result = new DataView(new ArrayBuffer(20));
  for (const [index, word] of hash.entries()) result.setUint32(index * 4, word);
  return new Uint8Array(result.buffer);
}

/** The message, a one bit, zeros, and its length in bits as the last eight bytes of a block. */
function padded(bytes: Uint8Array): DataView {
  const message = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(message.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(message.length - 4, bytes.length << 3);
  return view;
}

function mix(hash: Uint32Array, words: Uint32Array): void {
  let [a, b, c, d, e] = hash as unknown as [number, number, number, number, number];
  for (let index = 0; index < 80; index++) {
    const next = rotate(a, 5) + choose(index, b, c, d) + e + at(words, index) + at(CONSTANTS, Math.floor(index / 20));
    [a, b, c, d, e] = [next >>> 0, a, rotate(b, 30), c, d];
  }
  for (const [index, word] of [a, b, c, d, e].entries()) hash[index] = at(hash, index) + word;
}

const CONSTANTS = Uint32Array.of(0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6);

function choose(index: number, b: number, c: number, d: number): number {
  if (index < 20) return ((b & c) | (~b & d)) >>> 0;
  if (index >= 40 && index < 60) return ((b & c) | (b & d) | (c & d)) >>> 0;
  return (b ^ c ^ d) >>> 0;
}

function rotate(word: number, bits: number): number {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0;
}

function at(words: Uint32Array, index: number): number {
  return words[index] as number;
}
