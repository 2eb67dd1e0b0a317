import { catalogue } from '@handrail/errors';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { scenarios } from '../examples';
import { ExampleWorld } from './example-world';
import { examplesOf } from './examples';
import { ALONE } from './run-alone';
import { expectedOf, runExample } from './run-with-server';
import type { Scenario } from './scenario';

/** Tests the examples of some pages on the real server: the wrong code gives the page's code and no other, the right code none. */
export function testExamples(isMine: (code: string) => boolean): void {
  let world: ExampleWorld;
  beforeAll(async () => {
    world = await ExampleWorld.open(inject('temporalAddress'));
  });
  afterAll(() => world.close());

  const codes = catalogue.map(({ code }) => code).filter(isMine);
  for (const code of codes) {
    const examples = examplesOf(code).filter(({ kind }) => !ALONE.includes(kind));
    if (examples.length === 0) continue;
    describe(code, () => {
      it.each(
        examples.map((example) => [`${example.side} code, block ${example.index} of its part`, example] as const),
      )('%s', async (_, example) => {
        const scenario = scenarioOf(code, example.side);
        const { codes: seen, story } = await runExample(example, scenario, world);
        expect(seen, story).toEqual(expectedOf(example, scenario));
      });
    });
  }
}

function scenarioOf(code: string, side: 'wrong' | 'right'): Scenario {
  const found = scenarios[code] ?? {};
  return 'wrong' in found ? found[side] : found;
}
