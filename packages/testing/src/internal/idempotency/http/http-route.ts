import { badOption } from '../bad-option';

/** A request as a fake provider sees it. */
export interface HttpRequest<S = unknown> {
  /** The values of `:name` in the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON or a form, else the text; undefined where there is none. */
  readonly body: unknown;
  readonly state: S;
}

/** What a fake provider answers. */
export interface HttpReply {
  /** @default 200 */
  readonly status?: number | undefined;
  /** Sent as JSON, a text as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** One route of a fake provider: reads and changes the state. */
export type HttpRoute<S = unknown> = (request: HttpRequest<S>) => HttpReply | Promise<HttpReply>;

/** A route that can be matched. */
export interface ReadRoute {
  readonly method: string;
  readonly label: string;
  readonly names: readonly string[];
  readonly pattern: RegExp;
  readonly handle: HttpRoute<never>;
}

/** Reads `POST /v1/charges/:id`. */
export function readRoute(name: string, handle: HttpRoute<never>): ReadRoute {
  const match = /^([A-Z]+) (\/\S*)$/.exec(name);
  const [, method, path] = match ?? [];
  if (method === undefined || path === undefined)
    throw badOption('httpWorld({ routes })', name, "a method and a path: 'POST /v1/charges/:id'");
  if (typeof handle !== 'function') throw badOption(`httpWorld({ routes })['${name}']`, handle, 'a function');
  const names = [...path.matchAll(/:(\w+)/g)].map((each) => each[1] ?? '');
  const source = path
    .split(/(:\w+)/)
    .map((part) => (part.startsWith(':') ? '([^/]+)' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return { method, label: name, names, pattern: new RegExp(`^${source}/?$`), handle };
}
