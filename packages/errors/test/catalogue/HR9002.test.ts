import { expect, it } from 'vitest';
import { HR9002 } from '../../src';

it('names the file, who asked for it and why it cannot be read', () => {
  const { message } = HR9002.error({
    file: 'handrail-baseline.json',
    action: 'read',
    setBy: 'mode.baseline of the policy',
    reason: 'entries[2].count is no positive whole number',
  });
  expect(message).toBe(
    [
      '[HR9002] The baseline file handrail-baseline.json (from mode.baseline of the policy) cannot be read: entries[2].count is no positive whole number.',
      '  Why:     it lists the violations that are tolerated; without it this process would refuse calls that have worked so far.',
      "  Fix:     correct the path (it is relative to the process's working directory) or the file, or set HANDRAIL_MODE=warn until it is there.",
      '  Docs:    https://handrail.dev/errors/HR9002        (offline: npx handrail explain HR9002)',
    ].join('\n'),
  );
});

it('or why it cannot be written', () => {
  const { message } = HR9002.error({
    file: 'handrail-baseline.json',
    action: 'written',
    setBy: 'HANDRAIL_BASELINE_RECORD',
    reason: "it is the policy's own baseline, whose counts may only fall",
  });
  expect(message).toBe(
    [
      "[HR9002] The baseline file handrail-baseline.json (from HANDRAIL_BASELINE_RECORD) cannot be written: it is the policy's own baseline, whose counts may only fall.",
      '  Why:     the violations that this process meets would be lost, and the baseline would not list them.',
      '  Fix:     name a file in a folder that exists and can be written to, other than the baseline that the policy has in force.',
      '  Docs:    https://handrail.dev/errors/HR9002        (offline: npx handrail explain HR9002)',
    ].join('\n'),
  );
});
