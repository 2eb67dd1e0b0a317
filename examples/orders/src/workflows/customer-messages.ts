import { defineQuery, defineSignal, defineUpdate } from '@handrail/workflow';
import type { Credit, Customer } from '../customer';

export const creditUpdate = defineUpdate<{ points: number }, [Credit]>('credit');
export const moveUpdate = defineUpdate<void, [{ address: string }]>('move');
export const leaveSignal = defineSignal('leave');
export const customerQuery = defineQuery<Customer>('customer');
