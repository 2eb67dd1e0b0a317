// Users, roles, domains, licences, addresses, buckets.
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import { collect, demand, request, transaction } from './kit.mjs';

const { cases, bug, fine } = collect('provisioning');
export const provisioning = cases;

const DIRECTORY = 'https://directory.example';
const directory = (http, options = {}) =>
  http({
    origin: DIRECTORY,
    state: {
      users: [],
      groups: { staff: [], admins: [] },
      keys: [],
      addresses: {},
      free: [11, 12, 13, 14],
      records: [],
    },
    routes: {
      'POST /users': ({ body, state }) => {
        if (state.users.some(({ userName }) => userName === body.userName))
          return { status: 409, body: { scimType: 'uniqueness' } };
        const user = { id: `u${state.users.length + 1}`, ...body };
        state.users.push(user);
        return { status: 201, body: user };
      },
      'GET /users': ({ query, state }) => ({
        body: { resources: state.users.filter(({ userName }) => userName === query.userName) },
      }),
      'POST /groups/:group/members': ({ params, body, state }) => {
        state.groups[params.group].push(body.user);
        return { status: 201, body: {} };
      },
      'PUT /groups/:group/members/:user': ({ params, state }) => {
        const members = state.groups[params.group];
        if (!members.includes(params.user)) members.push(params.user);
        return { status: 204 };
      },
      'POST /keys': ({ body, state }) => {
        const key = { id: `key_${state.keys.length + 1}`, secret: randomBytes(8).toString('hex'), ...body };
        state.keys.push(key);
        return { status: 201, body: key };
      },
      'POST /addresses': ({ body, state }) => {
        const address = state.free.shift();
        state.addresses[address] = body.host;
        return { status: 201, body: { address } };
      },
      'POST /records': ({ body, state }) => {
        state.records.push(body);
        return { status: 201, body: {} };
      },
      'PUT /records/:name': ({ params, body, state }) => {
        state.records = [...state.records.filter(({ name }) => name !== params.name), { name: params.name, ...body }];
        return { status: 200, body: {} };
      },
    },
    ...options,
  });

bug('user-exists', 'stumbles-over-itself', 'STUCK', 'the user of the attempt before is in the way', ({ http }) => ({
  activity: async (userName) => {
    const { ok, status, body } = await request(`${DIRECTORY}/users`, 'POST', { userName });
    if (status === 409) throw ApplicationFailure.nonRetryable(`${userName} is taken`, 'UserExists');
    if (!ok) throw new Error(`directory: ${status}`);
    return body.id;
  },
  args: ['ann'],
  distinct: ['bob'],
  world: directory(http),
}));

fine('user-adopted', 'a user who is there is looked up', ({ http }) => ({
  activity: async (userName) => {
    const { ok, status, body } = await request(`${DIRECTORY}/users`, 'POST', { userName });
    if (ok) return body.id;
    if (status !== 409) throw new Error(`directory: ${status}`);
    const found = await demand(`${DIRECTORY}/users?userName=${userName}`, 'GET');
    return found.resources[0].id;
  },
  args: ['ann'],
  distinct: ['bob'],
  world: directory(http),
}));

bug(
  'name-with-number',
  'number-per-attempt',
  'DUPLICATE_EFFECT',
  'where the name is taken, also by itself, the next one is tried',
  ({ http }) => ({
    activity: async (name) => {
      for (let number = 1; number < 10; number += 1) {
        const userName = number === 1 ? name : `${name}${number}`;
        const { ok, status } = await request(`${DIRECTORY}/users`, 'POST', { userName });
        if (ok) return userName;
        if (status !== 409) throw new Error(`directory: ${status}`);
      }
      throw new Error('no name left');
    },
    args: ['ann'],
    distinct: ['bob'],
    world: directory(http),
  }),
);

bug('member-added', 'no-key', 'DUPLICATE_EFFECT', 'the group lists the member once an attempt', ({ http }) => ({
  activity: async (group, user) => {
    await demand(`${DIRECTORY}/groups/${group}/members`, 'POST', { user });
  },
  args: ['staff', 'ann'],
  distinct: ['admins', 'bob'],
  world: directory(http),
}));

fine('member-put', 'a member is put under its name', ({ http }) => ({
  activity: async (group, user) => {
    await demand(`${DIRECTORY}/groups/${group}/members/${user}`, 'PUT', {});
  },
  args: ['staff', 'ann'],
  distinct: ['staff', 'bob'],
  world: directory(http),
}));

bug('api-key', 'no-key', 'DUPLICATE_EFFECT', 'each attempt makes another key for the service', ({ http }) => ({
  activity: async (service) => (await demand(`${DIRECTORY}/keys`, 'POST', { service })).id,
  args: ['billing'],
  distinct: ['search'],
  world: directory(http),
}));

fine('api-key-keyed', 'the request has a key, so the same secret comes again', ({ http }) => ({
  activity: async (operation, service) =>
    (await demand(`${DIRECTORY}/keys`, 'POST', { service }, { 'Idempotency-Key': operation })).id,
  args: ['op1', 'billing'],
  distinct: ['op2', 'search'],
  world: directory(http),
}));

bug('api-key-keyed-by-attempt', 'key-from-attempt', 'DUPLICATE_EFFECT', 'the key names the attempt', ({ http }) => ({
  activity: async (service) => {
    const { attempt, workflowExecution } = activityInfo();
    await demand(
      `${DIRECTORY}/keys`,
      'POST',
      { service },
      { 'Idempotency-Key': `${workflowExecution.workflowId}:${service}:${attempt}` },
    );
  },
  args: ['billing'],
  distinct: ['search'],
  world: directory(http),
}));

bug('address', 'takes-the-next', 'DUPLICATE_EFFECT', 'each attempt takes another address', ({ http }) => ({
  activity: async (host) => (await demand(`${DIRECTORY}/addresses`, 'POST', { host })).address,
  args: ['web1'],
  distinct: ['web2'],
  world: directory(http),
}));

bug(
  'address-key-forgotten',
  'key-expires',
  'DUPLICATE_EFFECT',
  'the directory forgets the key before the last retry',
  ({ http }) => ({
    activity: async (host) =>
      (await demand(`${DIRECTORY}/addresses`, 'POST', { host }, { 'Idempotency-Key': `address-${host}` })).address,
    args: ['web1'],
    distinct: ['web2'],
    world: directory(http, { keyTtl: '12 hours' }),
  }),
);

fine('address-keyed', 'the address of a host comes again', ({ http }) => ({
  activity: async (host) =>
    (await demand(`${DIRECTORY}/addresses`, 'POST', { host }, { 'Idempotency-Key': `address-${host}` })).address,
  args: ['web1'],
  distinct: ['web2'],
  world: directory(http),
}));

bug('record-added', 'no-key', 'DUPLICATE_EFFECT', 'the zone has the record once an attempt', ({ http }) => ({
  activity: async (name, value) => {
    await demand(`${DIRECTORY}/records`, 'POST', { name, type: 'A', value });
  },
  args: ['web1', '10.0.0.1'],
  distinct: ['web2', '10.0.0.2'],
  world: directory(http),
}));

fine('record-put', 'a name has one record', ({ http }) => ({
  activity: async (name, value) => {
    await demand(`${DIRECTORY}/records/${name}`, 'PUT', { type: 'A', value });
    return name;
  },
  args: ['web1', '10.0.0.1'],
  distinct: ['web2', '10.0.0.2'],
  world: directory(http),
}));

// ---- in the database -----------------------------------------------------------------------------------------------

fine('role-granted', 'a role that is there is fine', async ({ sql }) => {
  const { pool, world } = await sql('CREATE TABLE roles (person text, role text, PRIMARY KEY (person, role))');
  return {
    activity: async (person, roles) => {
      await pool.query('INSERT INTO roles SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING', [person, roles]);
    },
    args: ['ann', ['read', 'write']],
    distinct: ['bob', ['read']],
    world,
  };
});

const TENANTS = `CREATE TABLE tenants (id text PRIMARY KEY, quota int, seats int, token text);
  INSERT INTO tenants VALUES ('acme', 10, 3, NULL), ('initech', 20, 4, NULL);
  CREATE TABLE people (id text PRIMARY KEY, tenant text);
  INSERT INTO people VALUES ('ann', 'acme'), ('bob', 'acme'), ('cid', 'initech'), ('dan', 'initech');`;

bug('quota-raised', 'relative', 'DUPLICATE_EFFECT', 'the quota goes up once an attempt', async ({ sql }) => {
  const { pool, world } = await sql(TENANTS);
  return {
    activity: async (tenant, by) => {
      await pool.query('UPDATE tenants SET quota = quota + $2 WHERE id = $1', [tenant, by]);
    },
    args: ['acme', 5],
    distinct: ['initech', 7],
    world,
  };
});

bug(
  'leaver-frees-a-seat',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'a seat is freed once an attempt',
  async ({ sql }) => {
    const { pool, world } = await sql(TENANTS);
    return {
      activity: async (person, tenant) =>
        transaction(pool, async (query) => {
          await query('DELETE FROM people WHERE id = $1', person);
          await query('UPDATE tenants SET seats = seats + 1 WHERE id = $1', tenant);
        }),
      args: ['ann', 'acme'],
      distinct: ['cid', 'initech'],
      world,
    };
  },
);

bug(
  'leaver-frees-a-seat-later',
  'early-return',
  'LOST_EFFECT',
  'who has been deleted is not there for the retry, which frees nothing',
  async ({ sql }) => {
    const { pool, world } = await sql(TENANTS);
    return {
      activity: async (person) => {
        const { rows } = await pool.query('DELETE FROM people WHERE id = $1 RETURNING tenant', [person]);
        for (const { tenant } of rows) await pool.query('UPDATE tenants SET seats = seats + 1 WHERE id = $1', [tenant]);
      },
      args: ['ann'],
      distinct: ['cid'],
      world,
    };
  },
);

fine('leaver-frees-a-seat-at-once', 'one statement deletes and frees', async ({ sql }) => {
  const { pool, world } = await sql(TENANTS);
  return {
    activity: async (person) => {
      await pool.query(
        `WITH gone AS (DELETE FROM people WHERE id = $1 RETURNING tenant)
         UPDATE tenants SET seats = seats + 1 FROM gone WHERE tenants.id = gone.tenant`,
        [person],
      );
    },
    args: ['ann'],
    distinct: ['bob'],
    world,
  };
});

bug(
  'domain-token-anew',
  'own-id-returned',
  'RESULT_DRIFT',
  'each attempt replaces the token that the one before had told',
  async ({ sql }) => {
    const { pool, world } = await sql(TENANTS);
    return {
      activity: async (tenant) => {
        const token = randomUUID();
        await pool.query('UPDATE tenants SET token = $2 WHERE id = $1', [tenant, token]);
        return token;
      },
      args: ['acme'],
      distinct: ['initech'],
      world,
    };
  },
);

fine('domain-token-once', 'the first token stays and is told again', async ({ sql }) => {
  const { pool, world } = await sql(TENANTS);
  return {
    activity: async (tenant) => {
      const { rows } = await pool.query(
        'UPDATE tenants SET token = COALESCE(token, $2) WHERE id = $1 RETURNING token',
        [tenant, randomUUID()],
      );
      return rows[0].token;
    },
    args: ['acme'],
    distinct: ['initech'],
    world,
  };
});

const LICENCES =
  "CREATE TABLE licences (number text PRIMARY KEY, holder text); INSERT INTO licences VALUES ('L1', NULL), ('L2', NULL), ('L3', NULL), ('L4', NULL);";

bug('licence', 'takes-the-next', 'DUPLICATE_EFFECT', 'each attempt takes another licence', async ({ sql }) => {
  const { pool, world } = await sql(LICENCES);
  return {
    activity: async (holder) => {
      await pool.query(
        `UPDATE licences SET holder = $1 WHERE number =
           (SELECT number FROM licences WHERE holder IS NULL ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)`,
        [holder],
      );
    },
    args: ['ann'],
    distinct: ['bob'],
    world,
  };
});

bug('licence-if-none', 'race', 'DUPLICATE_EFFECT', 'two attempts both find that there is none yet', async ({ sql }) => {
  const { pool, world } = await sql(LICENCES);
  return {
    activity: async (holder) => {
      const own = await pool.query('SELECT number FROM licences WHERE holder = $1', [holder]);
      if (own.rowCount > 0) return;
      await pool.query(
        `UPDATE licences SET holder = $1 WHERE number =
           (SELECT number FROM licences WHERE holder IS NULL ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)`,
        [holder],
      );
    },
    args: ['ann'],
    distinct: ['bob'],
    world,
  };
});

fine('licence-under-lock', 'one lock a holder, then look, then take', async ({ sql }) => {
  const { pool, world } = await sql(LICENCES);
  return {
    activity: async (holder) =>
      transaction(pool, async (query) => {
        await query('SELECT pg_advisory_xact_lock(hashtext($1))', `licence:${holder}`);
        const own = await query('SELECT number FROM licences WHERE holder = $1', holder);
        if (own.rowCount > 0) return own.rows[0].number;
        const { rows } = await query(
          `UPDATE licences SET holder = $1 WHERE number =
             (SELECT number FROM licences WHERE holder IS NULL ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING number`,
          holder,
        );
        if (rows.length === 0) throw new Error('no licence left');
        return rows[0].number;
      }),
    args: ['ann'],
    distinct: ['bob'],
    world,
  };
});

bug(
  'home-then-row',
  'stumbles-over-itself',
  'STUCK',
  'the folder of the attempt before is in the way',
  async ({ folder, sql }) => {
    const { folder: root, fs, world } = await folder({ 'home/root/.profile': '' });
    const database = await sql('CREATE TABLE people (id text PRIMARY KEY)');
    return {
      activity: async (person) => {
        await fs.mkdir(join(root, 'home', person));
        await fs.writeFile(join(root, 'home', person, '.profile'), person);
        await database.pool.query('INSERT INTO people VALUES ($1) ON CONFLICT DO NOTHING', [person]);
      },
      args: ['ann'],
      distinct: ['bob'],
      world: [world, database.world],
    };
  },
);

fine('home-then-row-again', 'folder, file and row may all be there', async ({ folder, sql }) => {
  const { folder: root, fs, world } = await folder({ 'home/root/.profile': '' });
  const database = await sql('CREATE TABLE people (id text PRIMARY KEY)');
  return {
    activity: async (person) => {
      await fs.mkdir(join(root, 'home', person), { recursive: true });
      await fs.writeFile(join(root, 'home', person, '.profile'), person);
      await database.pool.query('INSERT INTO people VALUES ($1) ON CONFLICT DO NOTHING', [person]);
    },
    args: ['ann'],
    distinct: ['bob'],
    world: [world, database.world],
  };
});
