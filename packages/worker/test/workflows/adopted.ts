/** The workflows of `adopted-body.ts` before the imports were changed. */
import * as workflow from '@temporalio/workflow';
import { adoptedWith } from './adopted-body';

export const { adopted, adoptedChild, proceed } = adoptedWith(workflow);
