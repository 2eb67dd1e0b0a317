import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { handrailCommand, shellQuote, temporalCommand } from '../../src/host/shell-command';

const target = { namespace: 'default' };

it('leaves plain words as they are', () => {
  expect(temporalCommand(target, 'workflow show', { 'workflow-id': 'order-17', 'run-id': undefined })).toBe(
    'temporal workflow show --workflow-id order-17',
  );
});

it('names namespace and server where they are not the default', () => {
  expect(handrailCommand({ namespace: 'shop', address: 'temporal.example:7233' }, 'why', ['order-17'])).toBe(
    'npx handrail why order-17 --namespace shop --address temporal.example:7233',
  );
});

it('keeps a value that begins with a hyphen from being taken for a flag', () => {
  expect(temporalCommand(target, 'workflow show', { 'workflow-id': '-x' })).toBe(
    `temporal workflow show --workflow-id='-x'`,
  );
});

it('gives a shell back exactly what it was given', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 20 }), (words) => {
      // No argument of a program can hold a null.
      const given = words.map((word) => word.replaceAll('\0', ''));
      const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${given.map(shellQuote).join(' ')}`], {
        encoding: 'utf8',
      });
      expect(stdout.split('\0').slice(0, -1)).toEqual(given);
    }),
    { numRuns: 50 },
  );
});
