import { syncBuiltinESMExports } from 'node:module';
import type { BatchInterceptor } from '@mswjs/interceptors';

/** What the interceptor lets somebody do with a request. */
export interface InterceptedRequest {
  readonly request: Request;
  readonly controller: { respondWith(response: Response): unknown; errorWith(error: Error): unknown };
}

/** Answers a request, and says whether it was one for it. */
type Answerer = (intercepted: InterceptedRequest) => Promise<boolean>;

const answerers = new Set<Answerer>();
let running: Promise<BatchInterceptor<never>> | undefined;

/**
 * Lets somebody see every request of `fetch` and `node:http` in this process until what it gives is called. There is one interceptor
 * for all: of two, each takes the other one for the network, and the first to end leaves the second one's patches behind.
 */
export async function interceptRequests(answerer: Answerer): Promise<() => Promise<void>> {
  answerers.add(answerer);
  running ??= start();
  await running;
  return async () => {
    answerers.delete(answerer);
    if (answerers.size > 0 || running === undefined) return;
    const ending = running;
    running = undefined;
    (await ending).dispose();
    syncBuiltinESMExports();
  };
}

async function start(): Promise<BatchInterceptor<never>> {
  // Loaded only where it is used: it prepares `http` for being taken over.
  const { BatchInterceptor: Batch } = await import('@mswjs/interceptors');
  const { ClientRequestInterceptor } = await import('@mswjs/interceptors/ClientRequest');
  const { FetchInterceptor } = await import('@mswjs/interceptors/fetch');
  const interceptor = new Batch({
    name: 'handrail-http-world',
    interceptors: [new FetchInterceptor(), new ClientRequestInterceptor()],
  });
  interceptor.apply();
  // For `import { request } from 'node:https'`, which is bound once.
  syncBuiltinESMExports();
  // It waits for what a listener gives, though its type does not say so.
  const listener: (intercepted: InterceptedRequest) => unknown = async (intercepted) => {
    for (const answerer of answerers) if (await answerer(intercepted)) return;
  };
  interceptor.on('request', listener);
  return interceptor as never;
}
