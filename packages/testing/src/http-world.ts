import { readMilliseconds } from './internal/idempotency/read-milliseconds';
import { badOption, readWorldOptions } from './internal/idempotency/bad-option';
import { noteBody } from './internal/idempotency/handed-out';
import { type FindKey, readFindKey } from './internal/idempotency/http/find-key';
import {
  type HttpReply,
  type HttpRequest,
  type HttpRoute,
  type ReadRoute,
  readRoute,
} from './internal/idempotency/http/http-route';
import { interceptRequests } from './internal/idempotency/http/intercept';
import { KeyStore } from './internal/idempotency/http/key-store';
import { type ReadRequest, readRequest } from './internal/idempotency/http/read-request';
import { rememberGraph } from './internal/idempotency/memory/remember-graph';
import { scopes } from './internal/idempotency/scope';
import type { Effect, EffectFault, EffectGate, World } from './world';

/** Options of {@link httpWorld}. */
export interface HttpWorldOptions<S extends object> {
  /** Where the provider is: `https://api.stripe.com`. */
  readonly origin: string;
  /** What the provider knows. It is put back in place before each run. */
  readonly state: S;
  /** What the provider offers: `'POST /v1/charges/:id': (request) => ({ status: 201, body })`. */
  readonly routes: Readonly<Record<string, HttpRoute<S>>>;
  /**
   * Where the provider looks for the idempotency key: a header's name, or a function of the request.
   * @default the headers `Idempotency-Key`, `X-Idempotency-Key` and `PayPal-Request-Id`; `idempotency_key` and its like in the body
   */
  readonly key?: string | ((request: Omit<HttpRequest<S>, 'params' | 'state'>) => string | undefined) | undefined;
  /**
   * How long the provider remembers an idempotency key.
   * @default for ever
   */
  readonly keyTtl?: string | number | undefined;
  /** @default 'http' */
  readonly name?: string | undefined;
}

/**
 * A provider that is called over HTTP. What the activity sends to the origin through `fetch` or `node:http` gets an answer
 * from the routes, without a network. Idempotency keys are honoured as Stripe's API does: the same key and the same body get
 * the stored reply, another body gets 409. Besides lost connections, plans let it answer with 5xx.
 *
 * @example
 * ```ts
 * import { checkIdempotency, httpWorld } from '@handrail/testing';
 *
 * const world = httpWorld({
 *   origin: 'https://payments.example',
 *   state: { charges: [] as { cents: number }[] },
 *   routes: {
 *     'POST /charges': ({ body, state }) => {
 *       state.charges.push(body as { cents: number });
 *       return { status: 201, body: { ok: true } };
 *     },
 *   },
 * });
 * const charge = async (key: string, cents: number) => {
 *   const response = await fetch('https://payments.example/charges', {
 *     method: 'POST',
 *     headers: { 'Idempotency-Key': key, 'Content-Type': 'application/json' },
 *     body: JSON.stringify({ cents }),
 *   });
 *   if (!response.ok) throw new Error(`payments: ${response.status}`);
 * };
 * const report = await checkIdempotency(charge, { args: ['k1', 500], distinct: ['k2', 500], world });
 * console.log(report.verdict); // IDEMPOTENT
 * ```
 */
export function httpWorld<S extends object>(options: HttpWorldOptions<S>): World<S> {
  readWorldOptions('httpWorld', options, ['origin', 'state', 'routes', 'key', 'keyTtl', 'name']);
  const { state, keyTtl, name = 'http' } = options;
  const origin = readOrigin(options.origin);
  if (typeof state !== 'object' || state === null)
    throw badOption('httpWorld({ state })', state, 'the object that the routes change');
  if (typeof options.routes !== 'object' || (options.routes as unknown) === null)
    throw badOption(
      'httpWorld({ routes })',
      options.routes,
      "an object: { 'POST /v1/charges': (request) => ({ status: 201 }) }",
    );
  const routes = Object.entries(options.routes).map(([route, handle]) => readRoute(route, handle as HttpRoute<never>));
  const keys = new KeyStore(keyTtl === undefined ? undefined : readMilliseconds('httpWorld({ keyTtl })', keyTtl));
  const findKey = readFindKey(options.key);
  let putBack = rememberGraph(state);
  return {
    name,
    async reset() {
      keys.clear();
      putBack();
    },
    async snapshot() {
      return state;
    },
    async attach(gate) {
      putBack = rememberGraph(state);
      const provider = new Provider({ origin, routes, keys, findKey, state }, gate);
      const detach = await provider.listen();
      return async () => {
        await detach();
        putBack();
      };
    },
  };
}

class Provider {
  constructor(
    private readonly own: {
      readonly origin: string;
      readonly routes: readonly ReadRoute[];
      readonly keys: KeyStore;
      readonly findKey: FindKey;
      readonly state: object;
    },
    private readonly gate: EffectGate,
  ) {}

  async listen(): Promise<() => Promise<void>> {
    return interceptRequests(async ({ request, controller }) => {
      if (new URL(request.url).origin !== this.own.origin) return false;
      try {
        controller.respondWith(await this.answer(request));
      } catch (error) {
        if (error instanceof ConnectionFault) controller.errorWith(error.asSeenBy(request));
        else controller.respondWith(toResponse({ status: 500, body: { error: String(error) } }));
      }
      return true;
    });
  }

  private async answer(request: Request): Promise<Response> {
    const read = await readRequest(request);
    const { pathname } = new URL(request.url);
    const route = this.own.routes.find(({ method, pattern }) => method === request.method && pattern.test(pathname));
    const write = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    const key = this.own.findKey(read);
    const effect: Effect = {
      kind: 'http',
      label: route?.label ?? `${request.method} ${pathname}`,
      write,
      key,
      faults: FAULTS,
    };
    return this.gate(effect, async () => toResponse(await this.handle(route, request, read, pathname)));
  }

  private async handle(
    route: ReadRoute | undefined,
    request: Request,
    read: ReadRequest,
    pathname: string,
  ): Promise<HttpReply> {
    if (route === undefined) {
      scopes.getStore()?.attempt.obstacles.meetUnrouted(`${request.method} ${pathname}`, this.own.origin);
      return { status: 404, body: { error: `The fake provider has no route for ${request.method} ${pathname}.` } };
    }
    const values = route.pattern.exec(pathname)?.slice(1) ?? [];
    const params = Object.fromEntries(
      route.names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]),
    );
    const { query, headers, body, text } = read;
    const key = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) ? undefined : this.own.findKey(read);
    const { search } = new URL(request.url);
    return this.own.keys.once(key, `${request.method} ${pathname}${search} ${text}`, async () => {
      try {
        return await route.handle({ params, query, headers, body, state: this.own.state as never });
      } catch (error) {
        scopes.getStore()?.attempt.obstacles.meetFailedRoute(route.label, error);
        throw error;
      }
    });
  }
}

function readOrigin(origin: unknown): string {
  if (typeof origin === 'string' && URL.canParse(origin)) {
    const url = new URL(origin);
    if (/^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
  }
  throw badOption('httpWorld({ origin })', origin, "an address without a path: 'https://api.stripe.com'");
}

/** The connection fails instead of giving an answer. */
class ConnectionFault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** `fetch` hides the reason behind its own error; `http` shows it. */
  asSeenBy(request: Request): Error {
    const reason = Object.assign(new Error(this.message), {
      code: this.code,
      errno: -104,
      syscall: 'read',
      address: new URL(request.url).host,
    });
    return Object.assign(new TypeError('fetch failed', { cause: reason }), { code: this.code });
  }
}

const FAULTS: readonly EffectFault[] = [
  {
    name: 'lost-response',
    landed: true,
    outcome: () => {
      throw new ConnectionFault('ECONNRESET', 'read ECONNRESET');
    },
  },
  { name: 'status-500', landed: true, outcome: () => toResponse({ status: 500, body: { error: 'internal error' } }) },
  { name: 'status-503', landed: false, outcome: () => toResponse({ status: 503, body: { error: 'try again later' } }) },
  {
    name: 'refused',
    landed: false,
    outcome: () => {
      throw new ConnectionFault('ECONNREFUSED', 'connect ECONNREFUSED');
    },
  },
];

function toResponse({ status = 200, body, headers = {} }: HttpReply): Response {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain' : 'application/json';
  const isEmpty = body === undefined || status === 204 || status === 304;
  const response = new Response(isEmpty ? null : isText ? body : JSON.stringify(body), {
    status,
    headers: { ...(isEmpty ? {} : { 'content-type': type }), ...headers },
  });
  return noteBody(response, body);
}
