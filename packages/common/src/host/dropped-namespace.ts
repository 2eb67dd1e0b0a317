import { HR2012, type Problem } from '@handrail/errors';

const dropped = new WeakMap<object, string>();

/**
 * Remembers a namespace among the options of a connection, which takes none. That is fine where one object has the settings of
 * connection and client, and a silent mistake where the client gets none.
 */
export function noteDroppedNamespace(connection: object, options: object | undefined): void {
  const namespace: unknown = options && Object.getOwnPropertyDescriptor(options, 'namespace')?.value;
  if (typeof namespace === 'string') dropped.set(connection, namespace);
}

/** What is wrong with a client that was given no namespace, on a connection that was given one. */
export function droppedNamespace(
  subject: string,
  { connection, namespace }: { readonly connection?: object | undefined; readonly namespace?: string | undefined },
): Problem[] {
  const lost = connection && dropped.get(connection);
  if (lost === undefined || namespace !== undefined || lost === 'default') return [];
  const connectionOf = `The connection of ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`;
  return [
    HR2012.problem({ subject: connectionOf, field: 'namespace', suggestion: 'namespace of the client or worker' }),
  ];
}
