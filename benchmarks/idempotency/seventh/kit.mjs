import { inTransaction } from '../../../test-support/in-transaction.mjs';

/** Gathers activities with the verdict that is expected of each and why; `build` is handed the worlds. */
export function collect(area) {
  const cases = [];
  /** A wrong activity. */
  const bug = (name, operator, expected, because, build) =>
    cases.push({ name: `${area}/${name}`, operator, expected, because, build });
  /** A right one, or one that cannot be judged. */
  const fine = (name, because, build, expected = 'IDEMPOTENT') =>
    cases.push({ name: `${area}/${name}`, operator: 'none', expected, because, build });
  return { cases, bug, fine };
}

/** Runs `work` in a transaction of its own, as every code base has it. */
export async function transaction(pool, work) {
  return await inTransaction(pool, (client) => work((text, ...values) => client.query(text, values)));
}

/** A request with a JSON body; the answer's status and parsed body. */
export async function request(url, method = 'GET', body = undefined, headers = {}) {
  const response = await fetch(url, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, ok: response.ok, body: text === '' ? undefined : JSON.parse(text) };
}

/** The same, with anything but a 2xx thrown. */
export async function demand(url, method, body, headers) {
  const answer = await request(url, method, body, headers);
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status}`);
  return answer.body;
}
