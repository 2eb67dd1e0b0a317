import { proxyActivities } from '@handrail/workflow';
import type { OrderActivities } from '../src/activities';

// The mistake that the quickstart shows: up to three hours of packing, and nobody would notice if the worker died in the
// first minute. The types refuse this file, so it is no part of the build; the worker refuses it, too.
const { packAndShip } = proxyActivities<OrderActivities>({ startToCloseTimeout: '3 hours' });

export async function shipInTheDark(): Promise<void> {
  await packAndShip({ shipment: 'parcel', reservation: 'goods', address: 'Harbour Road 1', lines: [] });
}
