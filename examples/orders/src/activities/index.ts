import type { ServiceAddresses } from '../service-addresses';
import { creditCustomer } from './loyalty';
import { mailActivities } from './mail';
import { paymentActivities } from './payments';
import { shippingActivities } from './shipping';
import { stockActivities } from './stock';

export type { ShipmentRequest } from './shipping';

export type OrderActivities = ReturnType<typeof createActivities>;

/** The activities, with the services that they call. Workflow code imports the type only. */
export function createActivities(addresses: ServiceAddresses) {
  return {
    ...stockActivities(addresses.warehouse),
    ...paymentActivities(addresses.payments),
    ...shippingActivities(addresses.warehouse),
    ...mailActivities(addresses.mail),
    creditCustomer,
  };
}
