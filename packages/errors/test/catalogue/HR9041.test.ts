import { expect, it } from 'vitest';
import { HR9041 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR9041.error({ module: 'src/lib/http.ts', function: 'post' });
  expect(message).toBe(
    [
      '[HR9041] settings.handrail.trust names post of src/lib/http.ts, which no workflow reaches.',
      '  Why:     an entry that is not needed any more would hide the next hazard under the same name.',
      '  Fix:     remove the entry, or correct its names.',
      '  Docs:    https://handrail.dev/errors/HR9041        (offline: npx handrail explain HR9041)',
    ].join('\n'),
  );
});
