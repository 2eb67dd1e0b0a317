import { Context, heartbeat } from '@handrail/activity';
import type { OrderLine } from '../order';
import { call } from './http';

const HEARTBEAT_EVERY = 1_000;

export interface ShipmentRequest {
  readonly shipment: string;
  readonly reservation: string;
  readonly address: string;
  readonly lines: readonly OrderLine[];
}

export function shippingActivities(warehouse: string) {
  const url = (shipment: string) => `${warehouse}/shipments/${encodeURIComponent(shipment)}`;
  return {
    /**
     * Packs an order line by line and hands the parcel over. It may take hours, so it heartbeats the next line: another
     * attempt goes on there, and a cancellation is heard within seconds.
     */
    async packAndShip({ shipment, reservation, address, lines }: ShipmentRequest): Promise<{ trackingNumber: string }> {
      const resumed: unknown = Context.current().info.heartbeatDetails;
      let next = typeof resumed === 'number' ? resumed : 0;
      const beating = setInterval(() => heartbeat(next), HEARTBEAT_EVERY);
      try {
        await call({ method: 'PUT', url: url(shipment), body: { reservation, address } });
        for (; next < lines.length; next++) {
          heartbeat(next);
          await call({ method: 'PUT', url: `${url(shipment)}/lines/${next}` });
        }
        return await call<{ trackingNumber: string }>({ method: 'PUT', url: `${url(shipment)}/dispatch` }).then(
          ({ trackingNumber }) => ({ trackingNumber }),
        );
      } finally {
        clearInterval(beating);
      }
    },

    /** Stops a parcel. The answer holds its tracking number when it has left already. */
    async recallShipment({ shipment }: { shipment: string }): Promise<{ trackingNumber?: string }> {
      const { trackingNumber } = await call<{ trackingNumber?: string }>({ method: 'DELETE', url: url(shipment) });
      return trackingNumber === undefined ? {} : { trackingNumber };
    },
  };
}
