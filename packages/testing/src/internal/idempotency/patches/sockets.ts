import net from 'node:net';
import { scopes } from '../scope';

/** Notices a connection that an activity opens past every world: what goes through it is not observed. */
export function patchSockets(): () => void {
  const { connect } = net.Socket.prototype;
  const patched = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const scope = scopes.getStore();
    if (scope !== undefined && !scope.isInside) scope.attempt.meetConnection(addressOf(args));
    return (connect as (...given: unknown[]) => net.Socket).apply(this, args);
  };
  net.Socket.prototype.connect = patched as typeof connect;
  return () => {
    if (net.Socket.prototype.connect === (patched as typeof connect)) net.Socket.prototype.connect = connect;
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
