// Search indexes, data sets, reports.
import { ApplicationFailure } from '@temporalio/activity';
import { collect, demand, request } from './kit.mjs';

const { cases, bug, fine } = collect('search');
export const search = cases;

const INDEX = 'https://search.example';
const engine = (http, documents = {}) =>
  http({
    origin: INDEX,
    state: { documents, auto: [], aliases: { products: ['products-1'] }, indexes: ['products-1'] },
    routes: {
      'POST /docs': ({ body, state }) => {
        state.auto.push(body);
        return { status: 201, body: { id: `auto-${state.auto.length}` } };
      },
      'PUT /docs/:id': ({ params, query, body, state }) => {
        const known = state.documents[params.id];
        const stamp = query.version === undefined ? undefined : Number(query.version);
        if (known && stamp !== undefined && known.stamp >= stamp)
          return { status: 409, body: { error: 'version_conflict', current: known.stamp } };
        state.documents[params.id] = { ...body, ...(stamp === undefined ? {} : { stamp }) };
        return { status: known ? 200 : 201, body: { id: params.id } };
      },
      'GET /docs/:id': ({ params, state }) =>
        state.documents[params.id] ? { body: state.documents[params.id] } : { status: 404, body: {} },
      'POST /docs/:id/views': ({ params, body, state }) => {
        state.documents[params.id].views += body.by;
        return { body: {} };
      },
      'DELETE /docs/:id': ({ params, state }) => {
        if (!state.documents[params.id]) return { status: 404, body: { result: 'not_found' } };
        delete state.documents[params.id];
        return { body: { result: 'deleted' } };
      },
      'PUT /indexes/:name': ({ params, state }) => {
        if (state.indexes.includes(params.name)) return { status: 400, body: { type: 'resource_already_exists' } };
        state.indexes.push(params.name);
        return { status: 201, body: {} };
      },
      'POST /aliases/:alias': ({ params, body, state }) => {
        const list = state.aliases[params.alias];
        if (body.add) list.push(body.add);
        return { body: {} };
      },
      'PUT /aliases/:alias/:index': ({ params, state }) => {
        state.aliases[params.alias] = [params.index];
        return { body: {} };
      },
    },
  });

bug('auto-id', 'no-key', 'DUPLICATE_EFFECT', 'the engine gives each document an id of its own', ({ http }) => ({
  activity: async (sku, name) => {
    await demand(`${INDEX}/docs`, 'POST', { sku, name });
  },
  args: ['pen', 'A pen'],
  distinct: ['ink', 'Some ink'],
  world: engine(http),
}));

fine('own-id', 'the document has the id of what it shows', ({ http }) => ({
  activity: async (sku, name) => (await demand(`${INDEX}/docs/${sku}`, 'PUT', { name })).id,
  args: ['pen', 'A pen'],
  distinct: ['ink', 'Some ink'],
  world: engine(http),
}));

bug(
  'older-over-newer',
  'last-write-wins',
  'TORN_STATE',
  'a late repetition puts the older document over the newer one',
  ({ http }) => ({
    activity: async (sku, name) => {
      await demand(`${INDEX}/docs/${sku}`, 'PUT', { name });
    },
    args: ['pen', 'A pen'],
    distinct: ['pen', 'A better pen'],
    world: engine(http),
  }),
);

bug(
  'own-version-conflicts',
  'stumbles-over-itself',
  'STUCK',
  'the version of the attempt before conflicts with the same version of this one',
  ({ http }) => ({
    activity: async (sku, version, name) => {
      const { ok, status } = await request(`${INDEX}/docs/${sku}?version=${version}`, 'PUT', { name });
      if (status === 409) throw ApplicationFailure.nonRetryable('somebody was quicker');
      if (!ok) throw new Error(`search: ${status}`);
    },
    args: ['pen', 7, 'A pen'],
    distinct: ['ink', 3, 'Some ink'],
    world: engine(http),
  }),
);

fine('version-conflict-is-done', 'a conflict says that this version or a newer one is there', ({ http }) => ({
  activity: async (sku, version, name) => {
    const { ok, status } = await request(`${INDEX}/docs/${sku}?version=${version}`, 'PUT', { name });
    if (!ok && status !== 409) throw new Error(`search: ${status}`);
  },
  args: ['pen', 7, 'A pen'],
  distinct: ['pen', 8, 'A better pen'],
  world: engine(http),
}));

bug(
  'read-then-put',
  'race',
  'TORN_STATE',
  'a zombie has looked before the newer one came, and puts the older one over it',
  ({ http }) => ({
    activity: async (sku, revision, name) => {
      const { status, body } = await request(`${INDEX}/docs/${sku}`);
      if (status === 200 && body.revision >= revision) return;
      if (status >= 500) throw new Error('search is ill');
      await demand(`${INDEX}/docs/${sku}`, 'PUT', { name, revision });
    },
    args: ['pen', 7, 'A pen'],
    distinct: ['pen', 8, 'A better pen'],
    world: engine(http, { pen: { name: 'pen', revision: 1 } }),
  }),
);

bug('views-added', 'relative', 'DUPLICATE_EFFECT', 'views are added once an attempt', ({ http }) => ({
  activity: async (sku, by) => {
    await demand(`${INDEX}/docs/${sku}/views`, 'POST', { by });
  },
  args: ['pen', 4],
  distinct: ['ink', 6],
  world: engine(http, { pen: { views: 10 }, ink: { views: 20 } }),
}));

bug('delete-not-found', 'stumbles-over-itself', 'STUCK', 'a document that is gone cannot be deleted', ({ http }) => ({
  activity: async (sku) => {
    await demand(`${INDEX}/docs/${sku}`, 'DELETE');
  },
  args: ['pen'],
  distinct: ['ink'],
  world: engine(http, { pen: { name: 'pen' }, ink: { name: 'ink' } }),
}));

bug(
  'delete-tells-outcome',
  'result-of-now',
  'RESULT_DRIFT',
  'the repetition says that there was nothing to delete',
  ({ http }) => ({
    activity: async (sku) => {
      const { status, body } = await request(`${INDEX}/docs/${sku}`, 'DELETE');
      if (status >= 500) throw new Error(`search: ${status}`);
      return body.result;
    },
    args: ['pen'],
    distinct: ['ink'],
    world: engine(http, { pen: { name: 'pen' }, ink: { name: 'ink' } }),
  }),
);

fine('delete-quietly', 'gone is gone', ({ http }) => ({
  activity: async (sku) => {
    const { ok, status } = await request(`${INDEX}/docs/${sku}`, 'DELETE');
    if (!ok && status !== 404) throw new Error(`search: ${status}`);
  },
  args: ['pen'],
  distinct: ['ink'],
  world: engine(http, { pen: { name: 'pen' }, ink: { name: 'ink' } }),
}));

bug('index-exists', 'stumbles-over-itself', 'STUCK', 'the index of the attempt before is in the way', ({ http }) => ({
  activity: async (name, documents) => {
    await demand(`${INDEX}/indexes/${name}`, 'PUT', {});
    for (const [id, text] of Object.entries(documents)) await demand(`${INDEX}/docs/${name}-${id}`, 'PUT', { text });
  },
  args: ['products-2', { a: 'one' }],
  distinct: ['products-3', { b: 'two' }],
  world: engine(http),
}));

fine('index-may-exist', 'an index that is there is filled', ({ http }) => ({
  activity: async (name, documents) => {
    const { ok, body } = await request(`${INDEX}/indexes/${name}`, 'PUT', {});
    if (!ok && body?.type !== 'resource_already_exists') throw new Error('no index');
    for (const [id, text] of Object.entries(documents)) await demand(`${INDEX}/docs/${name}-${id}`, 'PUT', { text });
    return Object.keys(documents).length;
  },
  args: ['products-2', { a: 'one', b: 'two' }],
  distinct: ['products-3', { c: 'three' }],
  world: engine(http),
}));

bug('alias-added', 'no-key', 'DUPLICATE_EFFECT', 'the alias lists the index once an attempt', ({ http }) => ({
  activity: async (index) => {
    await demand(`${INDEX}/aliases/products`, 'POST', { add: index });
  },
  args: ['products-2'],
  distinct: ['products-3'],
  world: engine(http),
}));

bug('alias-moved', 'last-write-wins', 'TORN_STATE', 'a late repetition moves the alias back', ({ http }) => ({
  activity: async (index) => {
    await demand(`${INDEX}/aliases/products/${index}`, 'PUT', {});
  },
  args: ['products-2'],
  distinct: ['products-3'],
  world: engine(http),
}));

// ---- data sets -----------------------------------------------------------------------------------------------------

class Sets {
  rows = [];
  totals = {};
  async insert(rows) {
    this.rows.push(...rows);
  }
  async replacePartition(partition, rows) {
    this.rows = [
      ...this.rows.filter((row) => row.partition !== partition),
      ...rows.map((row) => ({ partition, ...row })),
    ];
  }
  async sum(partition) {
    return this.rows.filter((row) => row.partition === partition).reduce((sum, { cents }) => sum + cents, 0);
  }
  async setTotal(partition, cents) {
    this.totals[partition] = cents;
  }
  async addTotal(partition, cents) {
    this.totals[partition] = (this.totals[partition] ?? 0) + cents;
  }
}
const DAY = [{ cents: 5 }, { cents: 7 }];

bug('rows-inserted', 'no-key', 'DUPLICATE_EFFECT', 'the rows come once an attempt', ({ memory }) => {
  const sets = new Sets();
  return {
    activity: async (partition, rows) => sets.insert(rows.map((row) => ({ partition, ...row }))),
    args: ['2026-11-01', DAY],
    distinct: ['2026-11-02', DAY],
    world: memory(sets),
  };
});

fine('partition-replaced', 'a partition is replaced whole', ({ memory }) => {
  const sets = new Sets();
  return {
    activity: async (partition, rows) => {
      await sets.replacePartition(partition, rows);
      return rows.length;
    },
    args: ['2026-11-01', DAY],
    distinct: ['2026-11-02', DAY],
    world: memory(sets),
  };
});

bug(
  'total-added',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'the partition is replaced, the total added to',
  ({ memory }) => {
    const sets = new Sets();
    return {
      activity: async (partition, rows) => {
        await sets.replacePartition(partition, rows);
        await sets.addTotal(
          partition,
          rows.reduce((sum, { cents }) => sum + cents, 0),
        );
      },
      args: ['2026-11-01', DAY],
      distinct: ['2026-11-02', DAY],
      world: memory(sets),
    };
  },
);

fine('total-set', 'the total is computed of what is there', ({ memory }) => {
  const sets = new Sets();
  return {
    activity: async (partition, rows) => {
      await sets.replacePartition(partition, rows);
      const total = await sets.sum(partition);
      await sets.setTotal(partition, total);
      return { partition, total };
    },
    args: ['2026-11-01', DAY],
    distinct: ['2026-11-02', DAY],
    world: memory(sets),
  };
});

bug(
  'total-not-awaited',
  'not-awaited',
  'LOST_EFFECT',
  'success is reported while the total is still on its way',
  ({ memory }) => {
    const sets = new Sets();
    return {
      activity: async (partition, rows) => {
        await sets.replacePartition(partition, rows);
        sets.setTotal(partition, rows.length).catch(() => undefined);
      },
      args: ['2026-11-01', DAY],
      distinct: ['2026-11-02', DAY],
      world: memory(sets),
    };
  },
);
