import { expect, it } from 'vitest';
import { HR9012 } from '../../src';

it('lists every way with its reason, and the ways out', () => {
  const { message } = HR9012.error({
    attempts: [
      {
        way: 'the Maven artifact io.temporal:temporal-test-server',
        reason: 'there is no `java` on the PATH, nor in JAVA_HOME',
      },
    ],
  });
  expect(message).toBe(
    [
      '[HR9012] No time-skipping server can be had on this machine: 1 way was tried.',
      '  Why:     createTimeSkipping() needs it, and none of the ways to it led anywhere:',
      '           - the Maven artifact io.temporal:temporal-test-server: there is no `java` on the PATH, nor in JAVA_HOME.',
      '  Fix:     do one of these:',
      '           - let this machine reach https://temporal.download;',
      '           - install Java 17 or newer and Maven, which fetch it from a Maven repository;',
      "           - pass a program that you have: createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });",
      '           - use createLocal() for tests that need no skipped time.',
      '  Docs:    https://handrail.dev/errors/HR9012        (offline: npx handrail explain HR9012)',
    ].join('\n'),
  );
});
