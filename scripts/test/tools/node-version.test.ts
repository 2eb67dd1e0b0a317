import { HR9030 } from '@handrail/errors';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { nodeVersionProblem, REQUIRED_NODE } from '../../tools/node-version.mjs';

it.each(['18.20.4', '20.18.3', '16.0.0'])('turns Node %s away in the words of the catalogue', (found) => {
  expect(nodeVersionProblem(found)).toBe(HR9030.error({ found, required: REQUIRED_NODE }).message);
});

it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0', '25.0.0-nightly'])('lets Node %s through', (found) => {
  expect(nodeVersionProblem(found)).toBeUndefined();
});

it('asks for the version that the manifest names', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${REQUIRED_NODE}`);
});
