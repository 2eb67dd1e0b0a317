// Mails, texts, pushes, chat, calls to the hooks of customers.
import { randomUUID } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { collect, demand, request, transaction } from './kit.mjs';

const { cases, bug, fine } = collect('messages');
export const messages = cases;

const mail = (mails, id, to, subject) =>
  mails.sendMail({
    ...(id === undefined ? {} : { messageId: `<${id}@acme.example>` }),
    from: 'billing@acme.example',
    to,
    subject,
    text: 'See the attached invoice.',
  });

bug('mail-id-of-attempt', 'key-from-attempt', 'DUPLICATE_EFFECT', 'each attempt has another Message-ID', ({ smtp }) => {
  const mails = smtp({ dropsKnownIds: true });
  return {
    activity: async (invoice, to) => {
      await mail(mails, `${invoice}-${activityInfo().attempt}`, to, invoice);
    },
    args: ['i1', 'ann@mail.example'],
    distinct: ['i2', 'bob@mail.example'],
    world: mails,
  };
});

bug(
  'mail-id-of-receiver',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'a second invoice has the same Message-ID',
  ({ smtp }) => {
    const mails = smtp({ dropsKnownIds: true });
    return {
      activity: async (invoice, to) => {
        await mail(mails, `invoice-${to.split('@')[0]}`, to, invoice);
      },
      args: ['i1', 'ann@mail.example'],
      distinct: ['i2', 'ann@mail.example'],
      world: mails,
    };
  },
);

fine('mail-id-of-invoice', 'the receiver drops what it has, and the id is the invoice', ({ smtp }) => {
  const mails = smtp({ dropsKnownIds: true });
  return {
    activity: async (invoice, to) => {
      await mail(mails, `invoice-${invoice}`, to, invoice);
    },
    args: ['i1', 'ann@mail.example'],
    distinct: ['i2', 'ann@mail.example'],
    world: mails,
  };
});

const SENT = 'CREATE TABLE sent (id text PRIMARY KEY, receiver text)';

bug(
  'sent-table-before',
  'mark-before',
  'LOST_EFFECT',
  'the row says sent before anything is sent',
  async ({ sql, smtp }) => {
    const { pool, world } = await sql(SENT);
    const mails = smtp();
    return {
      activity: async (id, to) => {
        const { rowCount } = await pool.query('INSERT INTO sent VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, to]);
        if (rowCount === 0) return;
        await mail(mails, undefined, to, id);
      },
      args: ['m1', 'ann@mail.example'],
      distinct: ['m2', 'bob@mail.example'],
      world: [world, mails],
    };
  },
);

bug(
  'sent-table-after',
  'mark-after',
  'DUPLICATE_EFFECT',
  'between mail and row a worker may die',
  async ({ sql, smtp }) => {
    const { pool, world } = await sql(SENT);
    const mails = smtp();
    return {
      activity: async (id, to) => {
        const { rows } = await pool.query('SELECT 1 FROM sent WHERE id = $1', [id]);
        if (rows.length > 0) return;
        await mail(mails, undefined, to, id);
        await pool.query('INSERT INTO sent VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, to]);
      },
      args: ['m1', 'ann@mail.example'],
      distinct: ['m2', 'bob@mail.example'],
      world: [world, mails],
    };
  },
);

bug(
  'mail-in-transaction',
  'foreign-call-in-transaction',
  'DUPLICATE_EFFECT',
  'the mail has gone when the transaction is rolled back',
  async ({ sql, smtp }) => {
    const { pool, world } = await sql(SENT);
    const mails = smtp();
    return {
      activity: async (id, to) =>
        transaction(pool, async (query) => {
          const { rowCount } = await query('INSERT INTO sent VALUES ($1, $2) ON CONFLICT DO NOTHING', id, to);
          if (rowCount === 1) await mail(mails, undefined, to, id);
        }),
      args: ['m1', 'ann@mail.example'],
      distinct: ['m2', 'bob@mail.example'],
      world: [world, mails],
    };
  },
);

fine('mail-in-outbox', 'the mail is a row that somebody else sends', async ({ sql }) => {
  const { pool, world } = await sql(
    `CREATE TABLE members (id text PRIMARY KEY, state text); INSERT INTO members VALUES ('ann', 'new'), ('bob', 'new');
     CREATE TABLE outbox (id text PRIMARY KEY, topic text, body jsonb, created timestamptz DEFAULT now());`,
  );
  return {
    activity: async (member) =>
      transaction(pool, async (query) => {
        await query("UPDATE members SET state = 'welcomed' WHERE id = $1", member);
        await query(
          'INSERT INTO outbox VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
          `welcome-${member}`,
          'mail',
          JSON.stringify({ to: member, template: 'welcome' }),
        );
      }),
    args: ['ann'],
    distinct: ['bob'],
    world,
  };
});

bug(
  'mail-in-outbox-serial',
  'no-key',
  'DUPLICATE_EFFECT',
  'the outbox takes a row for each attempt',
  async ({ sql }) => {
    const { pool, world } = await sql(
      `CREATE TABLE members (id text PRIMARY KEY, state text); INSERT INTO members VALUES ('ann', 'new'), ('bob', 'new');
     CREATE TABLE outbox (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), topic text, body jsonb, created timestamptz DEFAULT now());`,
    );
    return {
      activity: async (member) =>
        transaction(pool, async (query) => {
          await query("UPDATE members SET state = 'welcomed' WHERE id = $1", member);
          await query('INSERT INTO outbox (topic, body) VALUES ($1, $2)', 'mail', { to: member, template: 'welcome' });
        }),
      args: ['ann'],
      distinct: ['bob'],
      world,
    };
  },
);

// ---- texts and pushes ----------------------------------------------------------------------------------------------

const GATEWAY = 'https://gateway.example';
const gateway = (http, options = {}) =>
  http({
    origin: GATEWAY,
    state: { texts: {}, posts: [], devices: { ann: [], bob: [] } },
    routes: {
      'PUT /texts/:id': ({ params, body, state }) => {
        if (state.texts[params.id]) return { status: 200, body: { id: params.id } };
        state.texts[params.id] = body;
        return { status: 201, body: { id: params.id } };
      },
      'POST /channels/:channel/posts': ({ params, body, state }) => {
        const post = { ts: `${1000 + state.posts.length}.1`, channel: params.channel, ...body };
        state.posts.push(post);
        return { status: 201, body: { ts: post.ts } };
      },
      'PATCH /posts/:ts': ({ params, body, state }) => {
        const post = state.posts.find(({ ts }) => ts === params.ts);
        if (!post) return { status: 404 };
        Object.assign(post, body);
        return { body: { ts: post.ts } };
      },
      'POST /users/:user/devices': ({ params, body, state }) => {
        state.devices[params.user].push(body.token);
        return { status: 201, body: {} };
      },
      'PUT /users/:user/devices/:token': ({ params, state }) => {
        if (!state.devices[params.user].includes(params.token)) state.devices[params.user].push(params.token);
        return { status: 204 };
      },
    },
    ...options,
  });

fine('text-put', 'a text is put under its own id', ({ http }) => ({
  activity: async (id, number, text) => (await demand(`${GATEWAY}/texts/${id}`, 'PUT', { number, text })).id,
  args: ['t1', '+491', 'Your code is 7'],
  distinct: ['t2', '+491', 'Your code is 8'],
  world: gateway(http),
}));

bug('text-put-random', 'key-random', 'DUPLICATE_EFFECT', 'each attempt puts under another id', ({ http }) => ({
  activity: async (number, text) => {
    await demand(`${GATEWAY}/texts/${randomUUID()}`, 'PUT', { number, text });
  },
  args: ['+491', 'Your code is 7'],
  distinct: ['+492', 'Your code is 8'],
  world: gateway(http),
}));

bug('text-put-by-number', 'key-too-wide', 'SWALLOWED_EFFECT', 'a number gets one text for ever', ({ http }) => ({
  activity: async (number, text) => {
    await demand(`${GATEWAY}/texts/${number}`, 'PUT', { number, text });
  },
  args: ['491', 'Your code is 7'],
  distinct: ['491', 'Your code is 8'],
  world: gateway(http),
}));

bug('device-added', 'no-key', 'DUPLICATE_EFFECT', 'the device stands in the list twice', ({ http }) => ({
  activity: async (user, token) => {
    await demand(`${GATEWAY}/users/${user}/devices`, 'POST', { token });
  },
  args: ['ann', 'd1'],
  distinct: ['bob', 'd2'],
  world: gateway(http),
}));

fine('device-put', 'a device that is known is not added', ({ http }) => ({
  activity: async (user, token) => {
    await demand(`${GATEWAY}/users/${user}/devices/${token}`, 'PUT', {});
  },
  args: ['ann', 'd1'],
  distinct: ['ann', 'd2'],
  world: gateway(http),
}));

bug(
  'post-or-edit',
  'mark-after',
  'DUPLICATE_EFFECT',
  'the stamp of the post is stored after the post, so a crash between them posts again',
  ({ http, memory }) => {
    const stamps = {
      of: {},
      async get(incident) {
        return this.of[incident];
      },
      async set(incident, ts) {
        this.of[incident] = ts;
      },
    };
    return {
      activity: async (incident, text) => {
        const known = await stamps.get(incident);
        if (known) return demand(`${GATEWAY}/posts/${known}`, 'PATCH', { text });
        const { ts } = await demand(`${GATEWAY}/channels/ops/posts`, 'POST', { text });
        await stamps.set(incident, ts);
        return { ts };
      },
      args: ['inc1', 'The site is slow'],
      distinct: ['inc2', 'The site is down'],
      world: [gateway(http), memory(stamps)],
    };
  },
);

fine('post-with-client-id', 'the chat knows the id in the body', ({ http }) => ({
  activity: async (incident, text) =>
    (await demand(`${GATEWAY}/channels/ops/posts`, 'POST', { client_msg_id: incident, text })).ts,
  args: ['inc1', 'The site is slow'],
  distinct: ['inc2', 'The site is down'],
  world: gateway(http, { key: ({ body }) => body?.client_msg_id }),
}));

bug(
  'post-with-client-id-and-attempt',
  'body-changes',
  'TORN_STATE',
  'the text names the attempt, and the chat refuses the same id with another text',
  ({ http }) => ({
    activity: async (incident, text) => {
      await demand(`${GATEWAY}/channels/ops/posts`, 'POST', {
        client_msg_id: incident,
        text: `${text} (sent ${activityInfo().attempt})`,
      });
    },
    args: ['inc1', 'The site is slow'],
    distinct: ['inc2', 'The site is down'],
    world: gateway(http, { key: ({ body }) => body?.client_msg_id }),
  }),
);

// ---- hooks of customers --------------------------------------------------------------------------------------------

const HOOK = 'https://customer.example';
const customer = (http) =>
  http({
    origin: HOOK,
    state: { events: {}, received: [] },
    routes: {
      'POST /hook': ({ headers, body, state }) => {
        const id = headers['x-event-id'];
        if (id === undefined) state.received.push(body);
        else state.events[id] ??= body;
        return { status: 200, body: {} };
      },
    },
  });

fine('hook-with-event-id', 'the customer knows the id of the event, as our documents ask for', ({ http }) => ({
  activity: async ({ id, type }) => {
    await demand(`${HOOK}/hook`, 'POST', { type }, { 'X-Event-Id': id });
  },
  args: [{ id: 'e1', type: 'paid' }],
  distinct: [{ id: 'e2', type: 'paid' }],
  world: customer(http),
}));

bug('hook-without-event-id', 'no-key', 'DUPLICATE_EFFECT', 'the customer is told once an attempt', ({ http }) => ({
  activity: async ({ type, order }) => {
    await demand(`${HOOK}/hook`, 'POST', { type, order });
  },
  args: [{ order: 'o1', type: 'paid' }],
  distinct: [{ order: 'o2', type: 'paid' }],
  world: customer(http),
}));

bug('hook-fresh-event-id', 'key-random', 'DUPLICATE_EFFECT', 'each attempt is another event', ({ http }) => ({
  activity: async ({ type, order }) => {
    await demand(`${HOOK}/hook`, 'POST', { type, order }, { 'X-Event-Id': `evt_${randomUUID()}` });
  },
  args: [{ order: 'o1', type: 'paid' }],
  distinct: [{ order: 'o2', type: 'paid' }],
  world: customer(http),
}));

bug(
  'hook-fired-and-forgotten',
  'error-swallowed',
  'RESULT_DRIFT',
  'an error of the hook is reported as a result, also where the hook has been called',
  ({ http }) => ({
    activity: async ({ id, type }) => {
      const { ok, status } = await request(`${HOOK}/hook`, 'POST', { type }, { 'X-Event-Id': id });
      return ok ? 'delivered' : `noted ${status}`;
    },
    args: [{ id: 'e1', type: 'paid' }],
    distinct: [{ id: 'e2', type: 'paid' }],
    world: customer(http),
  }),
);

const DELIVERIES =
  'CREATE TABLE deliveries (id serial PRIMARY KEY, event text, status int, at timestamptz DEFAULT now())';
const deliverAndLog = async (pool, { id, type }) => {
  const { status, ok } = await request(`${HOOK}/hook`, 'POST', { type }, { 'X-Event-Id': id });
  await pool.query('INSERT INTO deliveries (event, status) VALUES ($1, $2)', [id, status]);
  if (!ok) throw new Error(`hook: ${status}`);
};

fine('deliveries-ignored', 'each try is logged, and the log is declared as not mattering', async ({ http, sql }) => {
  const { pool, world } = await sql(DELIVERIES);
  return {
    activity: async (event) => deliverAndLog(pool, event),
    args: [{ id: 'e1', type: 'paid' }],
    distinct: [{ id: 'e2', type: 'paid' }],
    world: [customer(http), world],
    ignore: ['postgres.deliveries'],
  };
});

bug(
  'deliveries-counted',
  'no-key',
  'DUPLICATE_EFFECT',
  'customers pay for each delivery, and each try is one',
  async ({ http, sql }) => {
    const { pool, world } = await sql(DELIVERIES);
    return {
      activity: async (event) => deliverAndLog(pool, event),
      args: [{ id: 'e1', type: 'paid' }],
      distinct: [{ id: 'e2', type: 'paid' }],
      world: [customer(http), world],
    };
  },
);

// ---- what a user sees ----------------------------------------------------------------------------------------------

class Inbox {
  items = new Map();
  unread = { ann: 0, bob: 0 };
  preferences = new Map([['ann', { mail: true }]]);
  async deliver(user, id, text) {
    this.items.set(id, { user, text });
  }
  async deliverOnce(user, id, text) {
    if (this.items.has(id)) return false;
    this.items.set(id, { user, text });
    this.unread[user] += 1;
    return true;
  }
  async bump(user) {
    this.unread[user] += 1;
  }
  async preferencesOf(user) {
    return { ...this.preferences.get(user) };
  }
  async setPreferences(user, preferences) {
    this.preferences.set(user, { ...preferences });
  }
}

bug(
  'unread-count',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'the message is put once, the count goes up twice',
  ({ memory }) => {
    const inbox = new Inbox();
    return {
      activity: async (user, id, text) => {
        await inbox.deliver(user, id, text);
        await inbox.bump(user);
      },
      args: ['ann', 'n1', 'hello'],
      distinct: ['bob', 'n2', 'hi'],
      world: memory(inbox),
    };
  },
);

bug(
  'unread-count-if-new',
  'mark-before',
  'LOST_EFFECT',
  'a crash after the message leaves the count too low',
  ({ memory }) => {
    const inbox = new Inbox();
    const known = {
      ids: new Set(),
      async add(id) {
        const isNew = !this.ids.has(id);
        this.ids.add(id);
        return isNew;
      },
    };
    return {
      activity: async (user, id) => {
        if (await known.add(id)) await inbox.bump(user);
      },
      args: ['ann', 'n1'],
      distinct: ['bob', 'n2'],
      world: memory({ inbox, known }),
    };
  },
);

fine('unread-count-together', 'message and count change in one step, once an id', ({ memory }) => {
  const inbox = new Inbox();
  return {
    activity: async (user, id, text) => {
      await inbox.deliverOnce(user, id, text);
    },
    args: ['ann', 'n1', 'hello'],
    distinct: ['ann', 'n2', 'hi'],
    world: memory(inbox),
  };
});

bug(
  'preferences-merged',
  'lost-update',
  'LOST_EFFECT',
  'a zombie puts preferences back that it had read before the other channel was set',
  ({ memory }) => {
    const inbox = new Inbox();
    return {
      activity: async (user, channel, value) => {
        const preferences = await inbox.preferencesOf(user);
        await inbox.setPreferences(user, { ...preferences, [channel]: value });
      },
      args: ['ann', 'sms', true],
      distinct: ['ann', 'push', true],
      world: memory(inbox),
    };
  },
);
