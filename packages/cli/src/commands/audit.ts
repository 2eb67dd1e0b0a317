import { HR9016 } from '@handrail/errors';
import type { IdempotencyAudit } from '@handrail/testing';
import type { Command } from '../command';
import { ExitCode } from '../exit-code';
import { formatIdempotencyAudit } from '../formats/idempotency-audit';

interface AuditFlags {
  readonly idempotency?: boolean;
  readonly run?: string;
  readonly record?: string;
}

/** `handrail audit --idempotency`: which registered activities nobody has checked. */
export const audit: Command<AuditFlags> = {
  name: 'audit',
  summary: 'list the activities whose idempotency nobody has checked',
  description:
    'The modules are loaded as a worker loads them: name built files, and modules that export activities, not what makes them.\n\nThe command given with --run gets HANDRAIL_IDEMPOTENCY_RECORD, so that its checks write down what they found.',
  arguments: [{ name: '<files...>', description: 'the files whose exports the worker registers' }],
  options: [
    { flags: '--idempotency', description: 'compare them with the checks of checkIdempotency' },
    { flags: '--run <command>', description: 'the command that runs the checks', conflicts: ['record'] },
    { flags: '--record <file>', description: 'what they wrote where HANDRAIL_IDEMPOTENCY_RECORD named this file' },
  ],
  examples: [
    "audit --idempotency lib/activities.js --run 'npx vitest run'",
    'audit --idempotency lib/activities.js --record checks.jsonl',
  ],
  async run({ arguments: given, options, terminal }) {
    const { run, record } = options;
    if (options.idempotency !== true) throw usage('it needs --idempotency');
    if (run === undefined && record === undefined) throw usage('it needs --run <command> or --record <file>');
    const modules = given.filter((file) => file !== undefined);
    const { auditIdempotency } = await import('@handrail/testing');
    const found = await auditIdempotency({ modules, run, record, onLine: (line) => terminal.note(line) });
    if (options.json) terminal.print(JSON.stringify({ schema: 'handrail.idempotency-audit/1', ...found }));
    else terminal.print(formatIdempotencyAudit(found, terminal.stdoutStyle));
    return exitCodeOf(found);
  },
};

function exitCodeOf({ missing, failing, notExamined }: IdempotencyAudit): ExitCode {
  if (missing.length > 0 || failing.length > 0) return ExitCode.Found;
  return notExamined.length > 0 ? ExitCode.CouldNotLook : ExitCode.Fine;
}

function usage(problem: string): Error {
  return HR9016.error({ problem, command: 'handrail audit' });
}
