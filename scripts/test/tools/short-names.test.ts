import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { shortNames } from '../../tools/short-names.mjs';

it('keeps a name that is spelt out often once, and moves no line', () => {
  expect(
    shortNames(`const read = ({ startToCloseTimeout, retry: { maximumAttempts: most = 1 } }, other) =>
  [startToCloseTimeout, other.startToCloseTimeout, 'startToCloseTimeout', most];`),
  ).toBe(
    `const [name$0] = "startToCloseTimeout".split(" ");const read = ({ [name$0]: startToCloseTimeout, retry: { maximumAttempts: most = 1 } }, other) =>
  [startToCloseTimeout, other[name$0], name$0, most];`,
  );
});

it('leaves alone what is rare, becomes short anyway, or is no name', () => {
  for (const text of [
    'options.startToCloseTimeout;',
    "'use strict use strict'; 'use strict use strict'; 'use strict use strict';",
    "require('@temporalio/workflow'); require('@temporalio/workflow'); require('@temporalio/workflow');",
    "typeof a === 'function' || typeof b === 'function' || typeof c === 'function';",
    '({ heartbeat: 1 }); ({ heartbeat: 2 }); ({ heartbeat: 3 });',
    'a?.startToCloseTimeout; b?.startToCloseTimeout; c?.startToCloseTimeout;',
  ])
    expect(shortNames(text)).toBe(text);
  expect(shortNames('a.milliseconds; b.milliseconds; c.milliseconds;', /^milliseconds$/)).not.toContain('split');
});

it('changes nothing of what a script gives', () => {
  const name = fc.constantFrom('startToCloseTimeout', 'scheduleToCloseTimeout', 'retry', 'waive');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 12 }), (pairs) => {
      const object = `({ startToCloseTimeout: 1, scheduleToCloseTimeout: { retry: 2 }, retry: 'waive', waive: ['retry'] })`;
      const blocks = pairs.map(
        ([one, other]) =>
          `{ const { ${one}: first, ${other} = 'none' } = o; out.push([o.${one}, '${other}', first, ${other}, '${one}' in o]); }`,
      );
      const text = `const o = ${object};${blocks.join('\n')}`;
      const run = (script: string) => {
        const out: unknown[] = [];
        runInNewContext(script, { out });
        return JSON.stringify(out);
      };
      expect(run(shortNames(text))).toBe(run(text));
    }),
  );
});
