import { expect, it } from 'vitest';
import * as testing from '../src/idempotency';
import { memoryCases } from '../../../benchmarks/idempotency/corpus/memory.mjs';

it.each(memoryCases(testing))('$operator, $name: $expected', async ({ expected, prepare }) => {
  const { activity, options } = prepare();
  const report = await testing.checkIdempotency(
    activity as () => unknown,
    options as unknown as testing.IdempotencyOptions,
  );
  expect([report.verdict, ...report.reasons], report.findings.map(({ message }) => message).join('\n')).toEqual([
    expected,
  ]);
});
