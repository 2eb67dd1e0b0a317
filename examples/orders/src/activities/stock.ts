import type { OrderLine } from '../order';
import { call } from './http';

export function stockActivities(warehouse: string) {
  return {
    /** Holds the goods under the caller's name for them: a repeat finds them held. */
    async reserveStock({ reservation, lines }: { reservation: string; lines: readonly OrderLine[] }): Promise<void> {
      await call({ method: 'PUT', url: reservationUrl(warehouse, reservation), body: { lines } });
    },

    /** Gives the goods back. Also right when nothing was reserved: a reservation that arrives later is refused. */
    async releaseStock({ reservation }: { reservation: string }): Promise<void> {
      await call({ method: 'DELETE', url: reservationUrl(warehouse, reservation) });
    },
  };
}

function reservationUrl(warehouse: string, reservation: string): string {
  return `${warehouse}/reservations/${encodeURIComponent(reservation)}`;
}
