import net from 'node:net';
import { scopes } from '../scope';

/** Notices a connection that an activity opens past every world: what goes through it is not observed. */
export function patchSockets(): () => void {
  const connect = Reflect.get(net.Socket.prototype, 'connect') as (...args: unknown[]) => net.Socket;
  const patched = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const scope = scopes.getStore();
    if (scope !== undefined && !scope.isInside) scope.attempt.meetConnection(addressOf(args));
    return connect.apply(this, args);
  };
  net.Socket.prototype.connect = patched;
  const undoFetch = patchFetch();
  return () => {
    undoFetch();
    if (Reflect.get(net.Socket.prototype, 'connect') === patched) net.Socket.prototype.connect = connect;
  };
}

/** A request may go over a connection that was there before. What a world answers never comes here. */
function patchFetch(): () => void {
  const { fetch } = globalThis;
  const patched: typeof fetch = (input, init) => {
    const scope = scopes.getStore();
    if (scope !== undefined && !scope.isInside) {
      const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
      scope.attempt.meetConnection(URL.canParse(url) ? new URL(url).host : url);
    }
    return fetch(input, init);
  };
  globalThis.fetch = patched;
  return () => {
    if (globalThis.fetch === patched) globalThis.fetch = fetch;
  };
}

function addressOf(args: readonly unknown[]): string {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'object' && first !== null) {
    const { host, port, path } = first as { host?: string; port?: number | string; path?: string };
    return port === undefined ? String(path) : `${host ?? 'localhost'}:${port}`;
  }
  return typeof first === 'number' ? `${typeof second === 'string' ? second : 'localhost'}:${first}` : String(first);
}
