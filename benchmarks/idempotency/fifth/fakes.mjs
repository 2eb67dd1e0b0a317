/** Services as teams fake them in their tests: a cache, documents, tables, buckets, queues, a bank. */

/** Redis, as far as activities use it. */
export class FakeRedis {
  entries = new Map();

  live(key) {
    const entry = this.entries.get(key);
    return entry !== undefined && (entry.expiresAt === undefined || Date.now() < entry.expiresAt) ? entry : undefined;
  }
  async get(key) {
    return this.live(key)?.value ?? null;
  }
  async set(key, value, { nx = false, ex } = {}) {
    if (nx && this.live(key)) return null;
    this.entries.set(key, { value, ...(ex === undefined ? {} : { expiresAt: Date.now() + ex * 1000 }) });
    return 'OK';
  }
  async del(key) {
    return this.entries.delete(key) ? 1 : 0;
  }
  async incrby(key, amount) {
    const value = Number(this.live(key)?.value ?? 0) + amount;
    this.entries.set(key, { value });
    return value;
  }
  async sadd(key, member) {
    const members = new Set(this.live(key)?.value ?? []);
    const isNew = !members.has(member);
    members.add(member);
    this.entries.set(key, { value: members });
    return isNew ? 1 : 0;
  }
  async lpush(key, item) {
    const items = [item, ...(this.live(key)?.value ?? [])];
    this.entries.set(key, { value: items });
    return items.length;
  }
  /** EVAL of a script: one atomic step. */
  async incrbyOnce(marker, key, amount, { ex } = {}) {
    if (this.live(marker)) return null;
    this.entries.set(marker, { value: '1', ...(ex === undefined ? {} : { expiresAt: Date.now() + ex * 1000 }) });
    this.entries.set(key, { value: Number(this.live(key)?.value ?? 0) + amount });
    return 1;
  }
  /** Deletes a lock where it is still one's own. */
  async unlock(key, token) {
    if (this.live(key)?.value !== token) return 0;
    this.entries.delete(key);
    return 1;
  }
}

/** A collection of documents. */
export class FakeCollection {
  documents = [];

  constructor(...documents) {
    this.documents = documents;
  }
  async findOne(filter) {
    const found = this.documents.find((each) => matches(each, filter));
    return found === undefined ? null : structuredClone(found);
  }
  async find(filter = {}) {
    return structuredClone(this.documents.filter((each) => matches(each, filter)));
  }
  async insertOne(document) {
    if (document._id !== undefined && this.documents.some(({ _id }) => _id === document._id))
      throw Object.assign(new Error(`E11000 duplicate key error: ${document._id}`), { code: 11000 });
    this.documents.push(structuredClone(document));
  }
  async updateOne(filter, update, { upsert = false } = {}) {
    let document = this.documents.find((each) => matches(each, filter));
    if (document === undefined) {
      if (!upsert) return { matchedCount: 0 };
      document = { ...filter, ...update.$setOnInsert };
      this.documents.push(document);
    }
    Object.assign(document, update.$set);
    for (const [field, amount] of Object.entries(update.$inc ?? {})) document[field] = (document[field] ?? 0) + amount;
    for (const [field, item] of Object.entries(update.$push ?? {})) {
      const { $each, $slice } = item?.$each ? item : { $each: [item] };
      document[field] = [...(document[field] ?? []), ...$each].slice($slice ?? 0);
    }
    for (const [field, item] of Object.entries(update.$addToSet ?? {}))
      if (!(document[field] ?? []).includes(item)) document[field] = [...(document[field] ?? []), item];
    return { matchedCount: 1 };
  }
  async deleteOne(filter) {
    const index = this.documents.findIndex((each) => matches(each, filter));
    if (index >= 0) this.documents.splice(index, 1);
    return { deletedCount: index >= 0 ? 1 : 0 };
  }
}

function matches(document, filter) {
  return Object.entries(filter).every(([field, wanted]) => {
    const value = document[field];
    if (wanted !== null && typeof wanted === 'object' && '$ne' in wanted)
      return Array.isArray(value) ? !value.includes(wanted.$ne) : value !== wanted.$ne;
    if (wanted !== null && typeof wanted === 'object' && '$gte' in wanted) return value >= wanted.$gte;
    if (wanted !== null && typeof wanted === 'object' && '$lt' in wanted) return value < wanted.$lt;
    return value === wanted;
  });
}

/** A key-value table with conditions and transactions. */
export class FakeTable {
  items = new Map();

  constructor(...items) {
    for (const item of items) this.items.set(item.pk, item);
  }
  async get(pk) {
    const item = this.items.get(pk);
    return item && { ...item };
  }
  async put(item, { ifAbsent = false, ifVersion } = {}) {
    const known = this.items.get(item.pk);
    if ((ifAbsent && known) || (ifVersion !== undefined && known?.version !== ifVersion))
      throw Object.assign(new Error('The conditional request failed'), { name: 'ConditionalCheckFailedException' });
    this.items.set(item.pk, { ...item });
  }
  async add(pk, field, amount) {
    const item = this.items.get(pk) ?? { pk };
    this.items.set(pk, { ...item, [field]: (item[field] ?? 0) + amount });
  }
  /** All of it or nothing: the marker must be absent. */
  async transactAdd(marker, pk, field, amount) {
    if (this.items.has(marker))
      throw Object.assign(new Error('Transaction cancelled'), { name: 'TransactionCanceledException' });
    this.items.set(marker, { pk: marker });
    const item = this.items.get(pk) ?? { pk };
    this.items.set(pk, { ...item, [field]: (item[field] ?? 0) + amount });
  }
}

/** Objects under names, and uploads that are not finished. */
export class FakeBucket {
  objects = new Map();
  uploads = new Map();

  async putObject(name, body) {
    this.objects.set(name, body);
  }
  async getObject(name) {
    return this.objects.get(name);
  }
  async createUpload(name) {
    const id = crypto.randomUUID();
    this.uploads.set(id, { name, parts: [] });
    return id;
  }
  async uploadPart(id, number, body) {
    this.uploads.get(id).parts[number] = body;
  }
  async completeUpload(id) {
    const { name, parts } = this.uploads.get(id);
    this.objects.set(name, parts.join(''));
    this.uploads.delete(id);
  }
  async abortUpload(id) {
    this.uploads.delete(id);
  }
}

/** A queue that drops a deduplication id that it has seen within five minutes. */
export class FakeFifoQueue {
  messages = [];
  seen = new Map();

  async send(body, deduplicationId) {
    const at = this.seen.get(deduplicationId);
    if (deduplicationId !== undefined && at !== undefined && Date.now() - at < 300_000) return;
    if (deduplicationId !== undefined) this.seen.set(deduplicationId, Date.now());
    this.messages.push(body);
  }
}

/** A bank whose transfers may carry a reference, which it knows for ever. */
export class FakeBank {
  balances = new Map([
    ['a', 1000],
    ['b', 1000],
    ['c', 1000],
  ]);
  postings = [];

  async post(account, cents, reference) {
    if (
      reference !== undefined &&
      this.postings.some((each) => each.reference === reference && each.account === account)
    )
      return;
    this.postings.push({ account, cents, ...(reference === undefined ? {} : { reference }) });
    this.balances.set(account, this.balances.get(account) + cents);
  }
  async balance(account) {
    return this.balances.get(account);
  }
  async has(reference) {
    return this.postings.some((each) => each.reference === reference);
  }
}
