/**
 * What is known about packages by their name. The list is short on purpose: facts come from a package's own source wherever
 * that is installed.
 *
 * @module
 */

/** Packages of the SDK and of Handrail that are made for the sandbox, by their first path segment or two. */
export function isSandboxPackage(request: string): boolean {
  return /^@temporalio\/(?:workflow|common|proto|interceptors-opentelemetry(?:-v2)?)(?:\/|$)|^@handrail\/(?:workflow|common|errors)(?:\/|$)/.test(
    request,
  );
}

/** Packages whose purpose is the network and whose browser builds can be bundled. A call of them reaches the network. */
const NETWORK = new Set([
  'axios',
  'ky',
  'ofetch',
  'wretch',
  'cross-fetch',
  'isomorphic-fetch',
  'unfetch',
  'whatwg-fetch',
  'superagent',
  'redaxios',
  'graphql-request',
  'node-fetch',
  'got',
  'undici',
  'needle',
  'request',
]);

/** Whether what a package offers reaches the network whatever is called of it. */
export function isNetworkPackage(name: string): boolean {
  return NETWORK.has(name);
}

/** Names that touch no network though their package does: errors, constants, checks. */
export function isHarmlessMember(path: string): boolean {
  return /(?:^|\.)(?:is[A-Z]\w*|[A-Z]\w*Error|HttpStatusCode|CancelToken|mergeConfig|toFormData|formToJSON|AxiosHeaders|defaults|interceptors|gql)(?:[.(]|$)/.test(
    path,
  );
}
