import { defineError } from '../define-error';

export const HR9012 = defineError<{ attempts: readonly { way: string; reason: string }[] }>({
  code: 'HR9012',
  title: 'No time-skipping server can be had on this machine',
  disposition: 'refuse',
  head: ({ attempts }) =>
    `No time-skipping server can be had on this machine: ${attempts.length === 1 ? '1 way was' : `${attempts.length} ways were`} tried.`,
  why: ({ attempts }) =>
    ['createTimeSkipping() needs it, and none of the ways to it led anywhere:']
      .concat(attempts.map(({ way, reason }) => `- ${way}: ${reason}.`))
      .join('\n'),
  fix: () =>
    [
      'do one of these:',
      '- let this machine reach https://temporal.download;',
      '- install Java 17 or newer and Maven, which fetch it from a Maven repository;',
      "- pass a program that you have: createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });",
      '- use createLocal() for tests that need no skipped time.',
    ].join('\n'),
  example: {
    attempts: [
      { way: "Handrail's cache", reason: 'there is nothing at ~/.cache/handrail/servers/time-skipping-maven-1.38.0' },
      { way: "the SDK's download from temporal.download", reason: 'the host name cannot be resolved' },
      {
        way: 'the Maven artifact io.temporal:temporal-test-server',
        reason: 'there is no `java` on the PATH, nor in JAVA_HOME',
      },
    ],
  },
});
