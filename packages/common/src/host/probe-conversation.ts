import type { Socket } from 'node:net';

/** What came back from a server before the time was up. */
export interface Conversation {
  /** The first bytes; empty where none came. */
  readonly bytes: Buffer;
  /** Whether the server still held the connection, without a word, when the time was up. */
  readonly silent: boolean;
  /** Why the connection broke. */
  readonly reason: string;
  readonly code?: string | undefined;
}

/** How a client of HTTP/2 begins: the preface and a frame of empty settings. */
export const HTTP2_PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1');

const FRAME_HEADER_LENGTH = 9;
const SETTINGS = 4;
const GO_AWAY = 7;
const TLS_ALERT = 0x15;
const TLS_HANDSHAKE = 0x16;

/** Sends bytes, and takes the first bytes that come back; the socket is destroyed afterwards. */
export async function converse(socket: Socket, bytes: Buffer, limit: number): Promise<Conversation> {
  return await new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const finish = (rest: Partial<Conversation>): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ bytes: received, silent: false, reason: 'the connection was closed', ...rest });
    };
    const timer = setTimeout(() => {
      finish({ silent: received.length === 0, reason: 'no answer' });
    }, limit);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= FRAME_HEADER_LENGTH) finish({});
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      finish({ reason: withoutOpenSslPrefix(error.message), code: error.code });
    });
    socket.on('close', () => {
      finish({});
    });
    socket.write(bytes);
  });
}

/** The protocol of a server's first bytes; undefined where there are none. What is not known is quoted, without odd characters. */
export function classifyAnswer({ bytes }: Pick<Conversation, 'bytes'>): string | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes.length >= FRAME_HEADER_LENGTH && (bytes[3] === SETTINGS || bytes[3] === GO_AWAY) && isFirstStream(bytes)) {
    return 'HTTP/2';
  }
  if ((bytes[0] === TLS_ALERT || bytes[0] === TLS_HANDSHAKE) && bytes[1] === 3) return 'TLS';
  const text = bytes.subarray(0, 24).toString('latin1');
  const http = /^HTTP\/\d(?:\.\d)?/.exec(text)?.[0];
  if (http !== undefined) return http;
  const printable = text.split(/[^\x20-\x7e]/, 1)[0]?.trim() ?? '';
  return printable.length > 2 ? `something that begins with "${printable}"` : 'a binary protocol';
}

function isFirstStream(bytes: Buffer): boolean {
  return bytes.readUInt32BE(5) === 0;
}

// 0087A2F9B77F0000:error:0A000412:SSL routines:ssl3_read_bytes:ssl/tls alert bad certificate:../deps/…:1605:SSL alert number 42
export function withoutOpenSslPrefix(message: string): string {
  const [, text] = /^[0-9A-F]+:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/.exec(message) ?? [];
  return text ?? message.trim();
}
