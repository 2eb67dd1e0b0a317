// Fakes in the styles in which teams write them. Each call makes fresh ones.
import { randomUUID } from 'node:crypto';

/** A payment provider that honours keys, with ids that are counted up. */
export class Payments {
  charges = [];
  byKey = new Map();
  sequence = 0;

  async charge({ key, cents, order }) {
    const known = key === undefined ? undefined : this.byKey.get(key);
    if (known) {
      if (known.cents !== cents) throw Object.assign(new Error('key was used with other parameters'), { status: 409 });
      return known;
    }
    const charge = { id: `ch_${++this.sequence}`, order, cents };
    this.charges.push(charge);
    if (key !== undefined) this.byKey.set(key, charge);
    return charge;
  }

  async refund({ key, charge, cents }) {
    const known = key === undefined ? undefined : this.byKey.get(key);
    if (known) return known;
    const refund = { id: `re_${++this.sequence}`, charge, cents: -cents };
    this.charges.push(refund);
    if (key !== undefined) this.byKey.set(key, refund);
    return refund;
  }

  async findByOrder(order) {
    return this.charges.find((charge) => charge.order === order);
  }
}

/** A table with a primary key, as an array of rows. */
export const table = () => ({
  rows: [],
  async find(id) {
    const row = this.rows.find((each) => each.id === id);
    return row && { ...row };
  },
  async insert(row) {
    if (this.rows.some((each) => each.id === row.id))
      throw Object.assign(new Error(`duplicate key ${row.id}`), { code: '23505' });
    this.rows.push({ ...row });
  },
  async insertIfAbsent(row) {
    if (this.rows.some((each) => each.id === row.id)) return false;
    this.rows.push({ ...row });
    return true;
  },
  async upsert(row) {
    const known = this.rows.find((each) => each.id === row.id);
    if (known) Object.assign(known, row);
    else this.rows.push({ ...row });
  },
  async update(id, changes) {
    const row = this.rows.find((each) => each.id === id);
    if (!row) throw new Error(`no row ${id}`);
    Object.assign(row, changes);
  },
  async updateWhere(id, version, changes) {
    const row = this.rows.find((each) => each.id === id && each.version === version);
    if (!row) return false;
    Object.assign(row, changes, { version: version + 1 });
    return true;
  },
  async remove(id) {
    this.rows = this.rows.filter((each) => each.id !== id);
  },
  async append(row) {
    this.rows.push({ uuid: randomUUID(), ...row });
  },
  async count(id) {
    return this.rows.filter((each) => each.id === id).length;
  },
});

/** Accounts, whose balances change. */
export const accounts = (balances) => ({
  balances: { ...balances },
  applied: new Set(),
  async get(name) {
    return this.balances[name];
  },
  async set(name, cents) {
    this.balances[name] = cents;
  },
  async add(name, cents) {
    this.balances[name] += cents;
  },
  async addOnce(key, name, cents) {
    if (this.applied.has(key)) return;
    this.applied.add(key);
    this.balances[name] += cents;
  },
  async transferOnce(key, from, to, cents) {
    if (this.applied.has(key)) return;
    this.applied.add(key);
    this.balances[from] -= cents;
    this.balances[to] += cents;
  },
});

/** A mail sender without keys. */
export const mailer = () => ({
  outbox: [],
  async send(to, text) {
    this.outbox.push({ id: randomUUID(), to, text, at: new Date().toISOString() });
  },
});

/** A key-value store with leases, as Redis would be used. */
export const leases = () => ({
  entries: new Map(),
  async setIfAbsent(key, value, milliseconds) {
    const known = this.entries.get(key);
    if (known && known.until > Date.now()) return false;
    this.entries.set(key, { value, until: Date.now() + milliseconds });
    return true;
  },
  async release(key) {
    this.entries.delete(key);
  },
  async get(key) {
    const known = this.entries.get(key);
    return known && known.until > Date.now() ? known.value : undefined;
  },
});

/** Files that can be renamed. */
export const files = () => ({
  files: new Map(),
  async write(path, text) {
    this.files.set(path, text);
  },
  async append(path, text) {
    this.files.set(path, (this.files.get(path) ?? '') + text);
  },
  async rename(from, to) {
    if (!this.files.has(from)) throw Object.assign(new Error(`ENOENT ${from}`), { code: 'ENOENT' });
    this.files.set(to, this.files.get(from));
    this.files.delete(from);
  },
  async exists(path) {
    return this.files.has(path);
  },
  async read(path) {
    return this.files.get(path);
  },
  async remove(path) {
    this.files.delete(path);
  },
});

/** A queue that consumers take from. */
export const queue = (...messages) => ({
  messages: [...messages],
  async publish(message) {
    this.messages.push(message);
  },
  async publishOnce(id, message) {
    if (!this.messages.some((each) => each.id === id)) this.messages.push({ id, ...message });
  },
});
