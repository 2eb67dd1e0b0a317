import { expect, it } from 'vitest';
import { HR9014 } from '../../src';

it('names what was asked for and the nearest code', () => {
  const { message } = HR9014.error({ given: 'HR2040', nearest: 'HR2004' });
  expect(message).toBe(
    [
      '[HR9014] There is no error "HR2040"; the nearest code is HR2004.',
      '  Why:     the codes of Handrail are HR and four digits; one that a newer release has brought is not known to this one.',
      '  Fix:     run `handrail explain HR2004`, or `handrail explain` for the list of all codes.',
      '  Docs:    https://handrail.dev/errors/HR9014        (offline: npx handrail explain HR9014)',
    ].join('\n'),
  );
});
