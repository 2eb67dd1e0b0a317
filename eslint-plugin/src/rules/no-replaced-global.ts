import { createGraphRule } from '../graph-rule.js';

export const noReplacedGlobal = createGraphRule({
  name: 'no-replaced-global',
  demands: 'Workflow code does not rely on the sandbox to make clocks, timers and random numbers deterministic.',
  family: 'determinism',
  config: 'portable',
  codes: [],
  kind: 'replaced-global',
  describe: ({ from, may, hazard, chain }) => ({
    head: `${from} ${may ? 'may reach' : 'reaches'} ${hazard}${chain.length === 0 ? '' : `: ${chain.join(' → ')}`}.`,
    fix: 'ask the workflow package (sleep, uuid4), or take the value as an argument, so that the code is deterministic elsewhere, too.',
  }),
});
