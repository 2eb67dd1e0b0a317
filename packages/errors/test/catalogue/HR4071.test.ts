import { expect, it } from 'vitest';
import { HR4071 } from '../../src';

it('names the signal, and says how arguments are passed', () => {
  expect(HR4071.error({ kind: 'Signal', name: 'addItem' }).message).toBe(
    [
      '[HR4071] Signal "addItem" has { args: […] } as its one argument.',
      '  Why:     starts and updates take options, signals and queries their arguments by themselves: the handler gets an object with a field args, and not what is in its list.',
      "  Fix:     pass the arguments behind the name, handle.signal('addItem', value). Where the handler does read a field args, nothing is wrong; { args: […], more } is not taken for options.",
      '  Docs:    https://handrail.dev/errors/HR4071        (offline: npx handrail explain HR4071)',
    ].join('\n'),
  );
});

it('names the workflow that sends it, and a query', () => {
  expect(HR4071.problem({ kind: 'Signal', name: 'addItem', workflow: 'order' }).head).toBe(
    'Signal "addItem", which workflow "order" sends, has { args: […] } as its one argument.',
  );
  expect(HR4071.problem({ kind: 'Query', name: 'total' }).head).toBe(
    'Query "total" has { args: […] } as its one argument.',
  );
});
