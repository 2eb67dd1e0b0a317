/** Activities on files, on mail servers and on several worlds at once. */
import { createHash, randomUUID } from 'node:crypto';
import { activityInfo, ApplicationFailure, heartbeat } from '@temporalio/activity';
import { newCases } from './cases.mjs';
import { FakeBank, FakeFifoQueue, FakeRedis } from './fakes.mjs';

export const { cases, add } = newCases('mixed');

const ORIGIN = 'https://psp.example';
async function post(path, body, key) {
  const response = await fetch(`${ORIGIN}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`psp: ${response.status} ${await response.text()}`);
  return response.json();
}
const psp = (t) =>
  t.http({
    origin: ORIGIN,
    state: { charges: [], refunds: [] },
    routes: {
      'POST /charges': ({ body, state }) => {
        const charge = { id: `ch_${randomUUID()}`, ...body };
        state.charges.push(charge);
        return { status: 201, body: charge };
      },
      'POST /refunds': ({ body, state }) => {
        state.refunds.push(body);
        return { status: 201, body: { ok: true } };
      },
    },
  });

/** A folder with these files, and the activity on it. */
const files = async (t, content, calls, make, more = {}) => {
  const { folder, fs, world } = await t.folder(content);
  return { world, ...calls, activity: make(fs, folder), ...more };
};
const texts = { args: ['r1', 'one'], distinct: ['r2', 'two'] };

add('line-appended', 'append', 'DUPLICATE_EFFECT', 'the line is there twice', (t) =>
  files(t, { 'log.csv': 'id,text\n' }, texts, (fs, folder) => async (id, text) => {
    await fs.appendFile(`${folder}/log.csv`, `${id},${text}\n`);
  }),
);
add(
  'line-appended-unless-there',
  'check-then-act',
  'DUPLICATE_EFFECT',
  'a zombie has read the file before the retry appends',
  (t) =>
    files(t, { 'log.csv': 'id,text\n' }, texts, (fs, folder) => async (id, text) => {
      const log = await fs.readFile(`${folder}/log.csv`, 'utf8');
      if (log.includes(`\n${id},`)) return;
      await fs.appendFile(`${folder}/log.csv`, `${id},${text}\n`);
    }),
);
add(
  'file-written-and-renamed',
  'absolute',
  'IDEMPOTENT',
  'it is whole or not there, and a repetition puts the same in its place',
  (t) =>
    files(t, {}, texts, (fs, folder) => async (id, text) => {
      const temporary = `${folder}/${id}.${randomUUID()}.tmp`;
      await fs.writeFile(temporary, text);
      await fs.rename(temporary, `${folder}/${id}.txt`);
      return { path: `${id}.txt` };
    }),
);
add(
  'folder-made-not-recursively',
  'exists-is-error',
  'STUCK',
  'the folder is there already: EEXIST on every retry',
  (t) =>
    files(t, {}, texts, (fs, folder) => async (id, text) => {
      await fs.mkdir(`${folder}/${id}`);
      await fs.writeFile(`${folder}/${id}/report.txt`, text);
    }),
);
add(
  'folder-made-recursively',
  'absolute',
  'IDEMPOTENT',
  'a folder that is there is fine, and the file is written whole',
  (t) =>
    files(t, {}, texts, (fs, folder) => async (id, text) => {
      await fs.mkdir(`${folder}/${id}`, { recursive: true });
      await fs.writeFile(`${folder}/${id}/report.txt`, text);
    }),
);
const inbox = { 'inbox/r1.xml': '<a/>', 'inbox/r2.xml': '<b/>', 'done/keep': '' };
add('file-moved', 'gone-is-error', 'STUCK', 'what was moved is not there any more: ENOENT on every retry', (t) =>
  files(t, inbox, { args: ['r1'], distinct: ['r2'] }, (fs, folder) => async (id) => {
    await fs.rename(`${folder}/inbox/${id}.xml`, `${folder}/done/${id}.xml`);
  }),
);
add('file-moved-unless-it-is-there', 'natural-key', 'IDEMPOTENT', 'ENOENT is fine where the target exists', (t) =>
  files(t, inbox, { args: ['r1'], distinct: ['r2'] }, (fs, folder) => async (id) => {
    try {
      await fs.rename(`${folder}/inbox/${id}.xml`, `${folder}/done/${id}.xml`);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
      await fs.access(`${folder}/done/${id}.xml`);
    }
  }),
);
add('file-copied-then-removed', 'gone-is-error', 'STUCK', 'once the source is removed the copy fails for ever', (t) =>
  files(t, inbox, { args: ['r1'], distinct: ['r2'] }, (fs, folder) => async (id) => {
    await fs.copyFile(`${folder}/inbox/${id}.xml`, `${folder}/done/${id}.xml`);
    await fs.unlink(`${folder}/inbox/${id}.xml`);
  }),
);
add('counter-in-a-file', 'increment', 'DUPLICATE_EFFECT', 'the retry counts on', (t) =>
  files(t, { 'a.count': '0', 'b.count': '0' }, { args: ['a'], distinct: ['b'] }, (fs, folder) => async (name) => {
    const count = Number(await fs.readFile(`${folder}/${name}.count`, 'utf8'));
    await fs.writeFile(`${folder}/${name}.count`, String(count + 1));
  }),
);
add(
  'file-exclusively-created',
  'natural-key',
  'IDEMPOTENT',
  'EEXIST means that an attempt before has written it',
  (t) =>
    files(t, {}, texts, (fs, folder) => async (id, text) => {
      try {
        await fs.writeFile(`${folder}/${id}.txt`, text, { flag: 'wx' });
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
    }),
);
add('file-named-by-time', 'time-key', 'DUPLICATE_EFFECT', 'each attempt writes a file of its own', (t) =>
  files(t, {}, texts, (fs, folder) => async (id, text) => {
    await fs.writeFile(`${folder}/${id}-${new Date().toISOString().replaceAll(':', '')}.txt`, text);
  }),
);
add(
  'manifest-read-and-written',
  'lost-update',
  'LOST_EFFECT',
  'a zombie writes the manifest without the entry that came meanwhile',
  (t) =>
    files(t, { 'manifest.json': '{}' }, texts, (fs, folder) => async (id, text) => {
      const manifest = JSON.parse(await fs.readFile(`${folder}/manifest.json`, 'utf8'));
      manifest[id] = { size: text.length };
      await fs.writeFile(`${folder}/manifest.json`, JSON.stringify(manifest));
    }),
);

const letters = {
  args: [{ to: 'ann@example.com', invoice: 'i1' }],
  distinct: [{ to: 'bob@example.com', invoice: 'i2' }],
};
const mailOf = ({ to, invoice }) => ({
  from: 'billing@shop.example',
  to,
  subject: `Invoice ${invoice}`,
  text: 'see attachment',
});
add('mail-sent', 'no-key', 'DUPLICATE_EFFECT', 'the mail arrives twice', (t) => {
  const smtp = t.smtp();
  return { ...letters, world: smtp, activity: async (letter) => void (await smtp.sendMail(mailOf(letter))) };
});
add(
  'mail-with-message-id-nobody-looks-at',
  'no-key',
  'DUPLICATE_EFFECT',
  'the id is the same, but the receiver does not drop what it knows',
  (t) => {
    const smtp = t.smtp();
    return {
      ...letters,
      world: smtp,
      activity: async (letter) =>
        void (await smtp.sendMail({ ...mailOf(letter), messageId: `<${letter.invoice}@shop.example>` })),
    };
  },
);
add('mail-with-message-id-known', 'key', 'IDEMPOTENT', 'the receiver drops the id that it knows', (t) => {
  const smtp = t.smtp({ dropsKnownIds: true });
  return {
    ...letters,
    world: smtp,
    activity: async (letter) => {
      const hash = createHash('sha1').update(`${letter.to}|${letter.invoice}`).digest('hex');
      const { messageId } = await smtp.sendMail({ ...mailOf(letter), messageId: `<${hash}@shop.example>` });
      return { messageId };
    },
  };
});
add('mail-with-message-id-of-the-attempt', 'attempt-key', 'DUPLICATE_EFFECT', 'the id names the attempt', (t) => {
  const smtp = t.smtp({ dropsKnownIds: true });
  return {
    ...letters,
    world: smtp,
    activity: async (letter) =>
      void (await smtp.sendMail({
        ...mailOf(letter),
        messageId: `<${letter.invoice}.${activityInfo().attempt}@shop.example>`,
      })),
  };
});
add(
  'mail-id-of-invoice-only',
  'coarse-key',
  'SWALLOWED_EFFECT',
  'the reminder has the id of the invoice mail and is dropped',
  (t) => {
    const smtp = t.smtp({ dropsKnownIds: true });
    return {
      args: [{ to: 'ann@example.com', invoice: 'i1', subject: 'Invoice' }],
      distinct: [{ to: 'ann@example.com', invoice: 'i1', subject: 'Reminder' }],
      world: smtp,
      activity: async ({ to, invoice, subject }) =>
        void (await smtp.sendMail({
          from: 'x@shop.example',
          to,
          subject,
          text: invoice,
          messageId: `<${invoice}@shop.example>`,
        })),
    };
  },
);

const MAILS = `CREATE TABLE invoices (id text PRIMARY KEY, mailed boolean NOT NULL DEFAULT false); INSERT INTO invoices VALUES ('i1'), ('i2');`;
const mailing = async (t, options, make) => {
  const smtp = t.smtp(options);
  const { pool, world } = await t.sql(MAILS);
  return { ...letters, world: [world, smtp], activity: make(pool, smtp) };
};
add(
  'mailed-flag-then-mail',
  'marker-order',
  'LOST_EFFECT',
  'the row says mailed, the mail was never handed over',
  (t) =>
    mailing(t, {}, (pool, smtp) => async (letter) => {
      const { rowCount } = await pool.query('UPDATE invoices SET mailed = true WHERE id = $1 AND NOT mailed', [
        letter.invoice,
      ]);
      if (rowCount === 0) return;
      await smtp.sendMail(mailOf(letter));
    }),
);
add('mail-then-mailed-flag', 'marker-order', 'DUPLICATE_EFFECT', 'the mail is out, the row does not know it', (t) =>
  mailing(t, {}, (pool, smtp) => async (letter) => {
    const { rows } = await pool.query('SELECT mailed FROM invoices WHERE id = $1', [letter.invoice]);
    if (rows[0].mailed) return;
    await smtp.sendMail(mailOf(letter));
    await pool.query('UPDATE invoices SET mailed = true WHERE id = $1', [letter.invoice]);
  }),
);
add('mail-then-mailed-flag-id-known', 'key', 'IDEMPOTENT', 'a second mail has an id that the receiver knows', (t) =>
  mailing(t, { dropsKnownIds: true }, (pool, smtp) => async (letter) => {
    const { rows } = await pool.query('SELECT mailed FROM invoices WHERE id = $1', [letter.invoice]);
    if (rows[0].mailed) return;
    await smtp.sendMail({ ...mailOf(letter), messageId: `<invoice-${letter.invoice}@shop.example>` });
    await pool.query('UPDATE invoices SET mailed = true WHERE id = $1', [letter.invoice]);
  }),
);

const PAYMENTS = `CREATE TABLE payments (id serial PRIMARY KEY, order_id text UNIQUE NOT NULL, request_id uuid, status text NOT NULL, charge text);`;
const paying = async (t, make, more = {}) => {
  const { pool, world } = await t.sql(PAYMENTS);
  return { args: ['o1', 500], distinct: ['o2', 500], world: [world, psp(t)], activity: make(pool), ...more };
};
add(
  'row-pending-charge-row-paid',
  'recovery-point',
  'IDEMPOTENT',
  'every attempt goes on from the row, and the key is the order',
  (t) =>
    paying(t, (pool) => async (order, cents) => {
      await pool.query(
        "INSERT INTO payments (order_id, status) VALUES ($1, 'pending') ON CONFLICT (order_id) DO NOTHING",
        [order],
      );
      const { rows } = await pool.query('SELECT status, charge FROM payments WHERE order_id = $1', [order]);
      if (rows[0].status === 'paid') return rows[0].charge;
      const { id } = await post('/charges', { cents, order }, `payment-${order}`);
      await pool.query("UPDATE payments SET status = 'paid', charge = $2 WHERE order_id = $1", [order, id]);
      return id;
    }),
);
add(
  'key-is-stored-before-it-is-sent',
  'recovery-point',
  'IDEMPOTENT',
  'the random key is made once, stored, and read back by every attempt',
  (t) =>
    paying(t, (pool) => async (order, cents) => {
      await pool.query(
        "INSERT INTO payments (order_id, request_id, status) VALUES ($1, $2, 'pending') ON CONFLICT (order_id) DO NOTHING",
        [order, randomUUID()],
      );
      const { rows } = await pool.query('SELECT request_id FROM payments WHERE order_id = $1', [order]);
      const { id } = await post('/charges', { cents, order }, rows[0].request_id);
      await pool.query("UPDATE payments SET status = 'paid', charge = $2 WHERE order_id = $1", [order, id]);
      return id;
    }),
);
add(
  'key-is-overwritten-before-it-is-sent',
  'random-key',
  'DUPLICATE_EFFECT',
  'each attempt stores a new key over the one that was sent',
  (t) =>
    paying(t, (pool) => async (order, cents) => {
      const { rows } = await pool.query(
        `INSERT INTO payments (order_id, request_id, status) VALUES ($1, $2, 'pending')
       ON CONFLICT (order_id) DO UPDATE SET request_id = EXCLUDED.request_id RETURNING request_id`,
        [order, randomUUID()],
      );
      await post('/charges', { cents, order }, rows[0].request_id);
      await pool.query("UPDATE payments SET status = 'paid' WHERE order_id = $1", [order]);
    }),
);
add(
  'key-is-a-serial-of-an-open-transaction',
  'rolled-back-id',
  'DUPLICATE_EFFECT',
  'the crash rolls the row back, and the next attempt sends the next number',
  (t) =>
    paying(t, (pool) => async (order, cents) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const { rows } = await client.query(
          "INSERT INTO payments (order_id, status) VALUES ($1, 'paid') ON CONFLICT (order_id) DO UPDATE SET status = 'paid' RETURNING id",
          [order],
        );
        await post('/charges', { cents, order }, `payment/${rows[0].id}`);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    }),
);
add(
  'key-is-the-order-in-an-open-transaction',
  'key',
  'IDEMPOTENT',
  'the row may be rolled back, the charge is found again by its key',
  (t) =>
    paying(t, (pool) => async (order, cents) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query(
          "INSERT INTO payments (order_id, status) VALUES ($1, 'pending') ON CONFLICT (order_id) DO NOTHING",
          [order],
        );
        const { id } = await post('/charges', { cents, order }, `payment/${order}`);
        await client.query("UPDATE payments SET status = 'paid', charge = $2 WHERE order_id = $1", [order, id]);
        await client.query('COMMIT');
        return id;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    }),
);
add(
  'charge-then-plain-insert',
  'exists-is-error',
  'STUCK',
  'the charge is recognised, the row is a violation for ever',
  (t) =>
    paying(t, (pool) => async (order, cents) => {
      const { id } = await post('/charges', { cents, order }, order);
      await pool.query("INSERT INTO payments (order_id, status, charge) VALUES ($1, 'paid', $2)", [order, id]);
      return id;
    }),
);
add('charge-without-key-then-upsert', 'no-key', 'DUPLICATE_EFFECT', 'the row is one, the charges are two', (t) =>
  paying(t, (pool) => async (order, cents) => {
    const { id } = await post('/charges', { cents, order });
    await pool.query(
      "INSERT INTO payments (order_id, status, charge) VALUES ($1, 'paid', $2) ON CONFLICT (order_id) DO UPDATE SET charge = $2",
      [order, id],
    );
  }),
);
add(
  'row-then-charge-early-return',
  'partial-then-return',
  'LOST_EFFECT',
  'the row is there, so the retry returns without a charge',
  (t) =>
    paying(t, (pool) => async (order, cents) => {
      const { rowCount } = await pool.query(
        "INSERT INTO payments (order_id, status) VALUES ($1, 'paid') ON CONFLICT (order_id) DO NOTHING",
        [order],
      );
      if (rowCount === 1) await post('/charges', { cents, order }, order);
      return { order };
    }),
);
add(
  'row-deleted-where-the-charge-fails',
  'compensation',
  'IDEMPOTENT',
  'the catch takes the row back, and the retry makes it again and finds the charge by its key',
  (t) =>
    paying(t, (pool) => async (order, cents) => {
      await pool.query(
        "INSERT INTO payments (order_id, status) VALUES ($1, 'pending') ON CONFLICT (order_id) DO NOTHING",
        [order],
      );
      let charge;
      try {
        charge = await post('/charges', { cents, order }, order);
      } catch (error) {
        await pool.query("DELETE FROM payments WHERE order_id = $1 AND status = 'pending'", [order]);
        throw error;
      }
      await pool.query(
        "INSERT INTO payments (order_id, status, charge) VALUES ($1, 'paid', $2) ON CONFLICT (order_id) DO UPDATE SET status = 'paid', charge = $2",
        [order, charge.id],
      );
      return charge.id;
    }),
);
add(
  'refunded-where-the-row-fails',
  'compensation',
  'DUPLICATE_EFFECT',
  'the row fails once, the refund goes out, and the retry takes the charge for good',
  (t) =>
    paying(t, (pool) => async (order, cents) => {
      const charge = await post('/charges', { cents, order }, order);
      try {
        await pool.query(
          "INSERT INTO payments (order_id, status, charge) VALUES ($1, 'paid', $2) ON CONFLICT (order_id) DO NOTHING",
          [order, charge.id],
        );
      } catch (error) {
        await post('/refunds', { charge: charge.id }, `refund-${order}`);
        throw error;
      }
    }),
);
add(
  'charge-key-checked-against-cents',
  'conflict',
  'IDEMPOTENT',
  'another amount under the same order is refused before it is sent',
  (t) =>
    paying(
      t,
      (pool) => async (order, cents) => {
        await pool.query(
          "INSERT INTO payments (order_id, status, charge) VALUES ($1, 'pending', $2) ON CONFLICT (order_id) DO NOTHING",
          [order, `cents:${cents}`],
        );
        const { rows } = await pool.query('SELECT charge FROM payments WHERE order_id = $1', [order]);
        if (rows[0].charge !== `cents:${cents}`)
          throw ApplicationFailure.nonRetryable(`order ${order} was paid otherwise`);
        await post('/charges', { cents, order }, order);
        await pool.query("UPDATE payments SET status = 'paid' WHERE order_id = $1", [order]);
      },
      { conflicting: ['o1', 900] },
    ),
);

const RELAY = `CREATE TABLE outbox (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), stream text NOT NULL, payload text NOT NULL, sent_at timestamptz);
  INSERT INTO outbox (stream, payload) VALUES ('s1', 'one'), ('s1', 'two'), ('s2', 'three');`;
const relay = (topicOf) => async (t) => {
  const { pool, world } = await t.sql(RELAY);
  const topic = topicOf();
  return {
    args: ['s1'],
    distinct: ['s2'],
    world: [world, t.memory(topic, { name: 'topic' })],
    activity: async (stream) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const { rows } = await client.query(
          'SELECT id, payload FROM outbox WHERE stream = $1 AND sent_at IS NULL ORDER BY payload FOR UPDATE SKIP LOCKED',
          [stream],
        );
        for (const { id, payload } of rows) await topic.publish(id, payload);
        await client.query('UPDATE outbox SET sent_at = now() WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
  };
};
add(
  'outbox-relayed-to-plain-topic',
  'outbox',
  'DUPLICATE_EFFECT',
  'published, but not yet marked: the retry publishes again',
  relay(() => ({
    records: [],
    async publish(_id, payload) {
      this.records.push(payload);
    },
  })),
);
add(
  'outbox-relayed-to-topic-that-knows-ids',
  'outbox',
  'LOST_EFFECT',
  'a hanging attempt holds the rows, the retry skips them and reports success, and then the hanging one dies',
  relay(() => ({
    records: new Map(),
    async publish(id, payload) {
      if (!this.records.has(id)) this.records.set(id, payload);
    },
  })),
);
add(
  'search-index-after-early-return',
  'partial-then-return',
  'LOST_EFFECT',
  'the row is there, the index never hears of it',
  async (t) => {
    const { pool, world } = await t.sql('CREATE TABLE articles (id text PRIMARY KEY, title text NOT NULL);');
    const search = {
      documents: new Map(),
      async index(id, title) {
        this.documents.set(id, title);
      },
    };
    return {
      args: ['a1', 'One'],
      distinct: ['a2', 'Two'],
      world: [world, t.memory(search, { name: 'search' })],
      activity: async (id, title) => {
        const { rowCount } = await pool.query('INSERT INTO articles VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          id,
          title,
        ]);
        if (rowCount === 0) return;
        await search.index(id, title);
      },
    };
  },
);
add(
  'search-index-each-time',
  'absolute',
  'IDEMPOTENT',
  'both writes name their target, and both are made each time',
  async (t) => {
    const { pool, world } = await t.sql('CREATE TABLE articles (id text PRIMARY KEY, title text NOT NULL);');
    const search = {
      documents: new Map(),
      async index(id, title) {
        this.documents.set(id, title);
      },
    };
    return {
      args: ['a1', 'One'],
      distinct: ['a2', 'Two'],
      world: [world, t.memory(search, { name: 'search' })],
      activity: async (id, title) => {
        await pool.query('INSERT INTO articles VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET title = EXCLUDED.title', [
          id,
          title,
        ]);
        await search.index(id, title);
      },
    };
  },
);
add('cache-dropped-after-update', 'absolute', 'IDEMPOTENT', 'what is not cached can be dropped again', async (t) => {
  const { pool, world } = await t.sql(
    "CREATE TABLE prices (sku text PRIMARY KEY, cents int); INSERT INTO prices VALUES ('s1', 1), ('s2', 1);",
  );
  const redis = new FakeRedis();
  redis.entries.set('price:s1', { value: 1 });
  redis.entries.set('price:s2', { value: 1 });
  return {
    args: ['s1', 20],
    distinct: ['s2', 30],
    world: [world, t.memory({ redis }, { name: 'cache' })],
    activity: async (sku, cents) => {
      await pool.query('UPDATE prices SET cents = $2 WHERE sku = $1', [sku, cents]);
      await redis.del(`price:${sku}`);
    },
  };
});
add(
  'three-worlds-each-keyed',
  'key',
  'IDEMPOTENT',
  'charge, file and mail are each recognised or absolute',
  async (t) => {
    const smtp = t.smtp({ dropsKnownIds: true });
    const { folder, fs, world } = await t.folder({});
    return {
      args: ['o1', 500],
      distinct: ['o2', 700],
      world: [psp(t), world, smtp],
      activity: async (order, cents) => {
        const { id } = await post('/charges', { cents, order }, order);
        await fs.writeFile(`${folder}/${order}.txt.tmp`, `paid ${cents}, ${id}`);
        await fs.rename(`${folder}/${order}.txt.tmp`, `${folder}/${order}.txt`);
        await smtp.sendMail({
          from: 'a@x',
          to: 'b@x',
          subject: `Receipt ${order}`,
          text: id,
          messageId: `<${order}@x>`,
        });
        return { charge: id };
      },
    };
  },
);
add('three-worlds-one-without-key', 'no-key', 'DUPLICATE_EFFECT', 'the receipt is mailed twice', async (t) => {
  const smtp = t.smtp();
  const { folder, fs, world } = await t.folder({});
  return {
    args: ['o1', 500],
    distinct: ['o2', 700],
    world: [psp(t), world, smtp],
    activity: async (order, cents) => {
      const { id } = await post('/charges', { cents, order }, order);
      await fs.writeFile(`${folder}/${order}.txt`, `paid ${cents}, ${id}`);
      await smtp.sendMail({ from: 'a@x', to: 'b@x', subject: `Receipt ${order}`, text: id });
    },
  };
});
add('export-in-chunks-resumed', 'batch', 'IDEMPOTENT', 'each chunk is a file of its own, written whole', (t) =>
  files(t, {}, { args: ['x1', ['a', 'b', 'c']], distinct: ['x2', ['d']] }, (fs, folder) => async (id, chunks) => {
    for (let i = activityInfo().heartbeatDetails ?? 0; i < chunks.length; i++) {
      await fs.writeFile(`${folder}/${id}.${i}.json`, JSON.stringify(chunks[i]));
      heartbeat(i + 1);
    }
    return { parts: chunks.length };
  }),
);
add(
  'export-appended-in-chunks-resumed',
  'append',
  'DUPLICATE_EFFECT',
  'the chunk after the last heartbeat is appended again',
  (t) =>
    files(t, {}, { args: ['x1', ['a', 'b', 'c']], distinct: ['x2', ['d']] }, (fs, folder) => async (id, chunks) => {
      for (let i = activityInfo().heartbeatDetails ?? 0; i < chunks.length; i++) {
        await fs.appendFile(`${folder}/${id}.jsonl`, `${JSON.stringify(chunks[i])}\n`);
        heartbeat(i + 1);
      }
    }),
);
add(
  'bank-and-queue-both-late',
  'key-expiry',
  'DUPLICATE_EFFECT',
  'the bank knows the reference for ever, the queue its id for five minutes',
  (t) => {
    const bank = new FakeBank();
    const queue = new FakeFifoQueue();
    return {
      args: ['r1'],
      distinct: ['r2'],
      world: [t.memory(bank, { name: 'bank' }), t.memory(queue, { name: 'queue' })],
      activity: async (ref) => {
        await bank.post('a', -10, ref);
        await queue.send({ ref }, ref);
      },
    };
  },
);
