import { isDeepStrictEqual } from 'node:util';
import type { OrderLine } from '../order';
import { refusal, type Reply, type Routes } from './http-service';

export interface Reservation {
  readonly lines: readonly OrderLine[];
  readonly state: 'held' | 'released' | 'shipped';
}

export interface Shipment {
  readonly reservation: string;
  readonly address: string;
  readonly packed: readonly number[];
  readonly state: 'packing' | 'dispatched' | 'recalled';
  readonly trackingNumber?: string;
}

/**
 * Stock and parcels. Callers name what they create (`PUT /reservations/:id`), which makes a repeat harmless; and what was
 * released or recalled stays on record under its name, so that a request that arrives late cannot bring it back.
 */
export class Warehouse {
  readonly #stock: Map<string, number>;
  readonly #reservations = new Map<string, Reservation>();
  readonly #shipments = new Map<string, Shipment>();

  constructor(stock: Readonly<Record<string, number>>) {
    this.#stock = new Map(Object.entries(stock));
  }

  /** What is on the shelves and promised to nobody. */
  get stock(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#stock);
  }

  get reservations(): ReadonlyMap<string, Reservation> {
    return this.#reservations;
  }

  get shipments(): ReadonlyMap<string, Shipment> {
    return this.#shipments;
  }

  readonly routes: Routes = {
    'PUT /reservations/:id': ({ param, body }) =>
      this.#reserve(param('id'), (body as Pick<Reservation, 'lines'>).lines),
    'DELETE /reservations/:id': ({ param }) => this.#release(param('id')),
    'PUT /shipments/:id': ({ param, body }) =>
      this.#open(param('id'), body as Pick<Shipment, 'reservation' | 'address'>),
    'PUT /shipments/:id/lines/:line': ({ param }) => this.#pack(param('id'), Number(param('line'))),
    'PUT /shipments/:id/dispatch': ({ param }) => this.#dispatch(param('id')),
    'DELETE /shipments/:id': ({ param }) => this.#recall(param('id')),
    'GET /stock': () => ({ status: 200, body: this.stock }),
  };

  #reserve(id: string, lines: readonly OrderLine[]): Reply {
    const known = this.#reservations.get(id);
    if (known !== undefined) {
      if (known.state === 'released')
        return refusal(410, 'reservation_released', `The reservation ${id} was released.`);
      if (!isDeepStrictEqual(known.lines, lines)) return conflict('reservation', id);
      return { status: 200, body: known };
    }
    const missing = lines.filter(({ sku, quantity }) => this.#onShelf(sku) < quantity);
    if (missing.length > 0) {
      return refusal(422, 'out_of_stock', `Not enough on stock: ${missing.map(({ sku }) => sku).join(', ')}.`);
    }
    for (const { sku, quantity } of lines) this.#stock.set(sku, this.#onShelf(sku) - quantity);
    const reservation: Reservation = { lines, state: 'held' };
    this.#reservations.set(id, reservation);
    return { status: 201, body: reservation };
  }

  #release(id: string): Reply {
    const known = this.#reservations.get(id);
    if (known?.state === 'shipped') return refusal(409, 'already_dispatched', `The goods of ${id} have left.`);
    if (known?.state === 'held') {
      for (const { sku, quantity } of known.lines) this.#stock.set(sku, this.#onShelf(sku) + quantity);
    }
    const released: Reservation = { lines: known?.lines ?? [], state: 'released' };
    this.#reservations.set(id, released);
    return { status: 200, body: released };
  }

  #open(id: string, { reservation, address }: Pick<Shipment, 'reservation' | 'address'>): Reply {
    const known = this.#shipments.get(id);
    if (known !== undefined) {
      if (known.state === 'recalled') return recalled(id);
      if (known.reservation !== reservation || known.address !== address) return conflict('shipment', id);
      return { status: 200, body: known };
    }
    if (this.#reservations.get(reservation)?.state !== 'held') {
      return refusal(422, 'nothing_reserved', `Nothing is reserved under ${reservation}.`);
    }
    const shipment: Shipment = { reservation, address, packed: [], state: 'packing' };
    this.#shipments.set(id, shipment);
    return { status: 201, body: shipment };
  }

  #pack(id: string, line: number): Reply {
    const known = this.#shipments.get(id);
    if (known === undefined) return refusal(404, 'not_found', `There is no shipment ${id}.`);
    if (known.state === 'recalled') return recalled(id);
    const packed = known.packed.includes(line) ? known : { ...known, packed: [...known.packed, line] };
    this.#shipments.set(id, packed);
    return { status: 200, body: packed };
  }

  #dispatch(id: string): Reply {
    const known = this.#shipments.get(id);
    if (known === undefined) return refusal(404, 'not_found', `There is no shipment ${id}.`);
    if (known.state === 'recalled') return recalled(id);
    if (known.state === 'dispatched') return { status: 200, body: known };
    const number = [...this.#shipments.values()].filter(({ state }) => state === 'dispatched').length + 1;
    const dispatched: Shipment = { ...known, state: 'dispatched', trackingNumber: `PARCEL-${number}` };
    this.#shipments.set(id, dispatched);
    const { lines } = this.#reservations.get(known.reservation) ?? { lines: [] };
    this.#reservations.set(known.reservation, { lines, state: 'shipped' });
    return { status: 200, body: dispatched };
  }

  // A recall of what has left is not an error: the answer says that it is too late.
  #recall(id: string): Reply {
    const known = this.#shipments.get(id);
    if (known?.state === 'dispatched') return { status: 200, body: known };
    const gone: Shipment = { reservation: '', address: '', packed: [], ...known, state: 'recalled' };
    this.#shipments.set(id, gone);
    return { status: 200, body: gone };
  }

  #onShelf(sku: string): number {
    return this.#stock.get(sku) ?? 0;
  }
}

function conflict(what: string, id: string): Reply {
  return refusal(409, 'idempotency_error', `The ${what} ${id} exists with other contents.`);
}

function recalled(id: string): Reply {
  return refusal(410, 'shipment_recalled', `The shipment ${id} was recalled.`);
}
