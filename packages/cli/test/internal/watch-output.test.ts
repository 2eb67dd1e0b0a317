import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { watchOutput } from '../../src/internal/watch-output';

function fail(stream: EventEmitter, code: string): void {
  stream.emit('error', Object.assign(new Error(`write ${code}`), { code }));
}

test('a reader that has gone is no failure', async () => {
  const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
  const output = watchOutput({ stdout, stderr });

  fail(stdout, 'EPIPE');
  await output.unread;

  expect(output.failure()).toBeUndefined();
});

test('a full disk is one, and says so in words', () => {
  const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
  const output = watchOutput({ stdout, stderr });

  fail(stdout, 'ENOSPC');
  fail(stdout, 'EIO');

  expect(output.failure()).toBe('the disk is full');
});

test('what goes wrong on stderr is not told - there is nobody to tell', async () => {
  const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
  const output = watchOutput({ stdout, stderr });

  fail(stderr, 'EPIPE');
  const unread = await Promise.race([output.unread.then(() => true), Promise.resolve(false)]);

  expect({ unread, failure: output.failure() }).toEqual({ unread: false, failure: undefined });
});
