import fc from 'fast-check';
import { expect, it } from 'vitest';
import { classifyAnswer } from '../../src/host/probe-conversation';

const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);

it.each([
  ['HTTP/2', settings],
  ['HTTP/2', Buffer.concat([Buffer.from([0, 0, 8, 7, 0, 0, 0, 0, 0]), Buffer.alloc(8)])],
  ['TLS', Buffer.from([0x15, 3, 1, 0, 2, 2, 70])],
  ['HTTP/1.1', Buffer.from('HTTP/1.1 400 Bad Request\r\n')],
  ['HTTP/1.0', Buffer.from('HTTP/1.0 400 Bad Request\r\n')],
  ['something that begins with "SSH-2.0-OpenSSH_9.6"', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n')],
  ['a binary protocol', Buffer.from([1, 2, 3, 4])],
  [undefined, Buffer.alloc(0)],
])('tells %s by its first bytes', (protocol, bytes) => {
  expect(classifyAnswer({ bytes })).toBe(protocol);
});

it('says something printable of whatever is sent, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
      expect(classifyAnswer({ bytes: Buffer.from(bytes) })).toMatch(/^[\x20-\x7e]+$/);
    }),
    { numRuns: 500, seed: 1 },
  );
});
