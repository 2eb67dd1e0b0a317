import { defineQuery, defineSignal } from '@handrail/workflow';
import type { OrderStatus } from '../order';

export const approveSignal = defineSignal<[{ by: string }]>('approve');
export const rejectSignal = defineSignal<[{ by: string; reason: string }]>('reject');
export const statusQuery = defineQuery<OrderStatus>('orderStatus');
