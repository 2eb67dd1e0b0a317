import { HR2015 } from '@handrail/errors/sandbox';
import { showValue } from '../show-value';
import { type Guard, subjectOf } from './guard';

/** HR2015: any other word would leave the default run timeout in place, and the entity would end after weeks. */
export const validLifetime: Guard = {
  name: 'HR2015',
  kinds: ['workflow', 'scheduledWorkflow', 'childWorkflow'],
  check(call) {
    const { lifetime } = call.options;
    if (lifetime == null || lifetime === 'unbounded') return [];
    return [HR2015.problem({ subject: subjectOf(call), value: showValue(lifetime) })];
  },
};
