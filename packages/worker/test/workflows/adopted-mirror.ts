/** The workflows of `adopted-body.ts` after the imports were changed. */
import type * as sdk from '@temporalio/workflow';
import * as workflow from '@handrail/workflow';
import { adoptedWith } from './adopted-body';

export const { adopted, adoptedChild, proceed } = adoptedWith(workflow as unknown as typeof sdk);
