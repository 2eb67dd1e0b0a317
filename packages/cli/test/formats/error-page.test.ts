import { expect, test } from 'vitest';
import { formatErrorPage } from '../../src/formats/error-page';
import { styleFor } from '../../src/style';

const plain = styleFor(false);

test("comments and Markdown's signs go, the text stays", () => {
  const page = `<!-- #region head: generated. -->

# HR2004: An activity may run for hours

It is **refused**, see \`heartbeat()\`.

<!-- #endregion head -->

## Why

Nobody notices.
`;

  expect(formatErrorPage(page, plain)).toBe(`HR2004: An activity may run for hours

It is refused, see \`heartbeat()\`.

Why

Nobody notices.`);
});

test('code is indented and otherwise left alone', () => {
  const page = 'Wrong:\n\n```ts error="HR2004"\n# not a heading\n\nconst a = x[0](b); // **\n```\n\nRight.';

  expect(formatErrorPage(page, plain)).toBe('Wrong:\n\n    # not a heading\n\n    const a = x[0](b); // **\n\nRight.');
});

test('a link to another error is its code, any other shows its address where it works from a terminal', () => {
  const page =
    'See [HR2003](./HR2003.md), [the docs](https://docs.temporal.io/cli) and [decision 1](../decisions/0001.md).';

  expect(formatErrorPage(page, plain)).toBe('See HR2003, the docs (https://docs.temporal.io/cli) and decision 1.');
});

test('headings stand out on a terminal', () => {
  expect(formatErrorPage('## Why', styleFor(true))).toBe('\u001B[1mWhy\u001B[22m');
});
