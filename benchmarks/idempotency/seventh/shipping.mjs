// Parcels: labels, pickups, manifests, pallets, addresses.
import { ApplicationFailure } from '@temporalio/activity';
import { collect, demand, request } from './kit.mjs';

const { cases, bug, fine } = collect('shipping');
export const shipping = cases;

const CARRIER = 'https://carrier.example';

/** A carrier that prints a label for whatever it is sent; `known` says what it does with a reference that it knows. */
const labels = (http, known = () => undefined, options = {}) =>
  http({
    origin: CARRIER,
    state: { labels: [] },
    routes: {
      'POST /labels': ({ body, state }) => {
        const before = state.labels.find(({ reference }) => reference !== undefined && reference === body.reference);
        const answer = before && known(before);
        if (answer) return answer;
        const label = { tracking: `1Z${state.labels.length + 1000}`, ...body };
        state.labels.push(label);
        return { status: 201, body: label };
      },
      'GET /labels': ({ query, state }) => ({
        body: state.labels.filter(({ reference }) => reference === query.reference),
      }),
      'POST /labels/:tracking/void': ({ params, state }) => {
        const label = state.labels.find(({ tracking }) => tracking === params.tracking);
        if (!label) return { status: 404, body: { error: 'unknown' } };
        if (label.void) return { status: 422, body: { error: 'already void' } };
        label.void = true;
        return { body: label };
      },
    },
    ...options,
  });

bug('label', 'no-key', 'DUPLICATE_EFFECT', 'the carrier prints whatever it is sent', ({ http }) => ({
  activity: async ({ shipment, grams }) => (await demand(`${CARRIER}/labels`, 'POST', { shipment, grams })).tracking,
  args: [{ shipment: 's1', grams: 500 }],
  distinct: [{ shipment: 's2', grams: 800 }],
  world: labels(http),
}));

fine('label-by-reference', 'the carrier answers a reference that it knows with the label it has', ({ http }) => ({
  activity: async ({ shipment, grams }) =>
    (await demand(`${CARRIER}/labels`, 'POST', { reference: shipment, grams })).tracking,
  args: [{ shipment: 's1', grams: 500 }],
  distinct: [{ shipment: 's2', grams: 800 }],
  world: labels(http, (label) => ({ status: 200, body: label })),
}));

bug(
  'label-409-fatal',
  'stumbles-over-itself',
  'STUCK',
  'the reference of the attempt before is refused with 409, which is taken for a mistake of the caller',
  ({ http }) => ({
    activity: async ({ shipment, grams }) => {
      const { status, ok, body } = await request(`${CARRIER}/labels`, 'POST', { reference: shipment, grams });
      if (status >= 400 && status < 500) throw ApplicationFailure.nonRetryable(`the carrier refuses: ${status}`);
      if (!ok) throw new Error(`the carrier is ill: ${status}`);
      return body.tracking;
    },
    args: [{ shipment: 's1', grams: 500 }],
    distinct: [{ shipment: 's2', grams: 800 }],
    world: labels(http, () => ({ status: 409, body: { error: 'reference in use' } })),
  }),
);

fine('label-409-looked-up', 'a 409 is answered by a question for the label of this reference', ({ http }) => ({
  activity: async ({ shipment, grams }) => {
    const { status, ok, body } = await request(`${CARRIER}/labels`, 'POST', { reference: shipment, grams });
    if (status === 409) {
      const [label] = await demand(`${CARRIER}/labels?reference=${shipment}`, 'GET');
      return label.tracking;
    }
    if (!ok) throw new Error(`the carrier is ill: ${status}`);
    return body.tracking;
  },
  args: [{ shipment: 's1', grams: 500 }],
  distinct: [{ shipment: 's2', grams: 800 }],
  world: labels(http, () => ({ status: 409, body: { error: 'reference in use' } })),
}));

bug(
  'label-409-is-fine',
  'result-lost',
  'RESULT_DRIFT',
  'a 409 is taken for success, but the tracking number is not in it',
  ({ http }) => ({
    activity: async ({ shipment, grams }) => {
      const { status, ok, body } = await request(`${CARRIER}/labels`, 'POST', { reference: shipment, grams });
      if (!ok && status !== 409) throw new Error(`the carrier is ill: ${status}`);
      return { shipment, tracking: body.tracking };
    },
    args: [{ shipment: 's1', grams: 500 }],
    distinct: [{ shipment: 's2', grams: 800 }],
    world: labels(http, () => ({ status: 409, body: { error: 'reference in use' } })),
  }),
);

bug(
  'label-searched-first',
  'race',
  'DUPLICATE_EFFECT',
  'between the search and the order another attempt may order',
  ({ http }) => ({
    activity: async ({ shipment, grams }) => {
      const [known] = await demand(`${CARRIER}/labels?reference=${shipment}`, 'GET');
      if (known) return known.tracking;
      return (await demand(`${CARRIER}/labels`, 'POST', { reference: shipment, grams })).tracking;
    },
    args: [{ shipment: 's1', grams: 500 }],
    distinct: [{ shipment: 's2', grams: 800 }],
    world: labels(http),
  }),
);

bug(
  'label-of-customer',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the reference is the customer, so a second parcel gets the label of the first one',
  ({ http }) => ({
    activity: async ({ customer, parcel }) =>
      (await demand(`${CARRIER}/labels`, 'POST', { reference: customer, parcel })).tracking,
    args: [{ customer: 'ann', parcel: 'p1' }],
    distinct: [{ customer: 'ann', parcel: 'p2' }],
    world: labels(http, (label) => ({ status: 200, body: label })),
  }),
);

const VOIDED = [
  { tracking: '1Z1', shipment: 's1' },
  { tracking: '1Z2', shipment: 's2' },
];

bug(
  'void-again',
  'stumbles-over-itself',
  'STUCK',
  'the label is void already, which is an error to the carrier and to the activity',
  ({ http }) => ({
    activity: async (tracking) => {
      await demand(`${CARRIER}/labels/${tracking}/void`, 'POST', {});
    },
    args: ['1Z1'],
    distinct: ['1Z2'],
    world: labels(http, undefined, { state: { labels: structuredClone(VOIDED) } }),
  }),
);

fine('void-again-fine', 'what is void already is what was wanted', ({ http }) => ({
  activity: async (tracking) => {
    const { ok, status, body } = await request(`${CARRIER}/labels/${tracking}/void`, 'POST', {});
    if (!ok && !(status === 422 && body?.error === 'already void')) throw new Error(`void: ${status}`);
  },
  args: ['1Z1'],
  distinct: ['1Z2'],
  world: labels(http, undefined, { state: { labels: structuredClone(VOIDED) } }),
}));

const pickups = (http) =>
  http({
    origin: CARRIER,
    state: { pickups: {}, manifests: [], open: { dhl: ['p1', 'p2'], ups: ['p3'] } },
    routes: {
      'PUT /pickups/:id': ({ params, body, state }) => {
        const isNew = state.pickups[params.id] === undefined;
        state.pickups[params.id] = body;
        return { status: isNew ? 201 : 200, body: { id: params.id } };
      },
      'POST /manifests': ({ body, state }) => {
        const manifest = {
          number: state.manifests.length + 1,
          carrier: body.carrier,
          parcels: state.open[body.carrier],
        };
        state.manifests.push(manifest);
        state.open[body.carrier] = [];
        return { status: 201, body: manifest };
      },
      'PUT /manifests/:id': ({ params, body, state }) => {
        const known = state.manifests.find(({ id }) => id === params.id);
        if (known) return { status: 200, body: known };
        const manifest = { id: params.id, carrier: body.carrier, parcels: state.open[body.carrier] };
        state.manifests.push(manifest);
        state.open[body.carrier] = [];
        return { status: 201, body: manifest };
      },
    },
  });

bug(
  'pickup-of-today',
  'key-from-date',
  'DUPLICATE_EFFECT',
  'the pickup is named by the day of the attempt',
  ({ http }) => ({
    activity: async (warehouse) => {
      const day = new Date().toISOString().slice(0, 10);
      await demand(`${CARRIER}/pickups/${warehouse}-${day}`, 'PUT', { warehouse });
    },
    args: ['berlin'],
    distinct: ['paris'],
    world: pickups(http),
  }),
);

fine('pickup-of-a-day', 'the day is an argument', ({ http }) => ({
  activity: async (warehouse, day) => {
    await demand(`${CARRIER}/pickups/${warehouse}-${day}`, 'PUT', { warehouse });
    return `${warehouse}-${day}`;
  },
  args: ['berlin', '2026-12-01'],
  distinct: ['berlin', '2026-12-02'],
  world: pickups(http),
}));

bug(
  'manifest',
  'no-key',
  'DUPLICATE_EFFECT',
  'the retry closes the day once more, with a manifest of nothing',
  ({ http }) => ({
    activity: async (carrier) => {
      await demand(`${CARRIER}/manifests`, 'POST', { carrier });
    },
    args: ['dhl'],
    distinct: ['ups'],
    world: pickups(http),
  }),
);

fine('manifest-with-id', 'the manifest has the id of the workflow, and is answered again', ({ http }) => ({
  activity: async (id, carrier) => (await demand(`${CARRIER}/manifests/${id}`, 'PUT', { carrier })).parcels.length,
  args: ['m1', 'dhl'],
  distinct: ['m2', 'ups'],
  world: pickups(http),
}));

class Pallets {
  grams = { a: 0, b: 0 };
  parcels = new Map();
  async add(pallet, grams) {
    this.grams[pallet] += grams;
  }
  async place(parcel, pallet, grams) {
    this.parcels.set(parcel, { pallet, grams });
  }
}

bug('pallet-weight', 'relative', 'DUPLICATE_EFFECT', 'the weight is added once an attempt', ({ memory }) => {
  const pallets = new Pallets();
  return {
    activity: async ({ pallet, grams }) => pallets.add(pallet, grams),
    args: [{ pallet: 'a', grams: 500 }],
    distinct: [{ pallet: 'b', grams: 700 }],
    world: memory(pallets),
  };
});

fine('pallet-place', 'a parcel stands on one pallet, whoever says it how often', ({ memory }) => {
  const pallets = new Pallets();
  return {
    activity: async ({ parcel, pallet, grams }) => pallets.place(parcel, pallet, grams),
    args: [{ parcel: 'p1', pallet: 'a', grams: 500 }],
    distinct: [{ parcel: 'p2', pallet: 'a', grams: 700 }],
    world: memory(pallets),
  };
});

class Shipments {
  documents = new Map([
    ['s1', { street: 'Main 1', phone: '100' }],
    ['s2', { street: 'Side 2', phone: '200' }],
  ]);
  events = [];
  async get(id) {
    return { ...this.documents.get(id) };
  }
  async put(id, document) {
    this.documents.set(id, { ...document });
  }
  async patch(id, fields) {
    this.documents.set(id, { ...this.documents.get(id), ...fields });
  }
  async scanned(event) {
    this.events.push(event);
  }
  async scannedOnce(event) {
    if (this.events.every(({ id }) => id !== event.id)) this.events.push(event);
  }
}

bug(
  'whole-document-back',
  'lost-update',
  'LOST_EFFECT',
  'a zombie puts the whole document back as it was before the other field was changed',
  ({ memory }) => {
    const shipments = new Shipments();
    return {
      activity: async (id, field, value) => {
        const document = await shipments.get(id);
        document[field] = value;
        await shipments.put(id, document);
      },
      args: ['s1', 'street', 'New 9'],
      distinct: ['s1', 'phone', '999'],
      world: memory(shipments),
    };
  },
);

fine('field-patched', 'only the field is written', ({ memory }) => {
  const shipments = new Shipments();
  return {
    activity: async (id, field, value) => shipments.patch(id, { [field]: value }),
    args: ['s1', 'street', 'New 9'],
    distinct: ['s1', 'phone', '999'],
    world: memory(shipments),
  };
});

bug('scan-appended', 'no-key', 'DUPLICATE_EFFECT', 'a scan is appended once an attempt', ({ memory }) => {
  const shipments = new Shipments();
  return {
    activity: async (parcel, place) => {
      await shipments.scanned({ parcel, place, at: new Date() });
    },
    args: ['p1', 'hub'],
    distinct: ['p2', 'door'],
    world: memory(shipments),
  };
});

fine('scan-with-id', 'a scan whose id is there already is left out', ({ memory }) => {
  const shipments = new Shipments();
  return {
    activity: async (id, parcel, place) => {
      await shipments.scannedOnce({ id, parcel, place, at: new Date() });
    },
    args: ['e1', 'p1', 'hub'],
    distinct: ['e2', 'p1', 'door'],
    world: memory(shipments),
  };
});

bug(
  'two-carriers',
  'fallback-acts-too',
  'DUPLICATE_EFFECT',
  'where the first carrier answers with an error the second one is asked, but the first label may be there',
  ({ http }) => ({
    activity: async ({ shipment }) => {
      for (const carrier of ['dhl', 'ups']) {
        const key = `${shipment}-${carrier}`;
        const { ok, body } = await request(
          `${CARRIER}/labels`,
          'POST',
          { carrier, shipment },
          { 'idempotency-key': key },
        ).catch(() => ({ ok: false }));
        if (ok) return body.tracking;
      }
      throw new Error('nobody wants this parcel');
    },
    args: [{ shipment: 's1' }],
    distinct: [{ shipment: 's2' }],
    world: labels(http),
  }),
);

fine('tried-thrice', 'three tries with one key, and then the error', ({ http }) => ({
  activity: async ({ shipment }) => {
    let last;
    for (let count = 0; count < 3; count += 1) {
      try {
        const body = await demand(
          `${CARRIER}/labels`,
          'POST',
          { shipment },
          { 'Idempotency-Key': `label-${shipment}` },
        );
        return body.tracking;
      } catch (error) {
        last = error;
      }
    }
    throw last;
  },
  args: [{ shipment: 's1' }],
  distinct: [{ shipment: 's2' }],
  world: labels(http),
}));

fine(
  'tried-thrice-and-given-up',
  'after three errors it reports that there is no label, which the workflow can see',
  ({ http }) => ({
    activity: async ({ shipment }) => {
      for (let count = 0; count < 3; count += 1) {
        try {
          const body = await demand(
            `${CARRIER}/labels`,
            'POST',
            { shipment },
            { 'Idempotency-Key': `label-${shipment}` },
          );
          return body.tracking;
        } catch {
          // again
        }
      }
      return undefined;
    },
    args: [{ shipment: 's1' }],
    distinct: [{ shipment: 's2' }],
    world: labels(http),
  }),
);
