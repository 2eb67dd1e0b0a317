import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CAUSE_SLUGS } from '../src';
import { causes } from '../src/causes';

it('has a schema that knows each verdict', () => {
  const schema = JSON.parse(readFileSync(new URL('../schemas/why.1.schema.json', import.meta.url), 'utf8')) as {
    definitions: { cause: { enum: string[] } };
  };
  expect(schema.definitions.cause.enum).toEqual([...CAUSE_SLUGS]);
  expect(causes.map(({ slug }) => slug).filter((slug) => !CAUSE_SLUGS.includes(slug))).toEqual([]);
});
