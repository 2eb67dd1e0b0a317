import { HR2012, type Problem } from '@handrail/errors';

/** What belongs to a client or worker, and is easily given to its connection. */
const OF_CLIENTS = ['namespace', 'dataConverter', 'identity'] as const;

type Dropped = Readonly<Partial<Record<(typeof OF_CLIENTS)[number], unknown>>>;

const dropped = new WeakMap<object, Dropped>();

/**
 * Remembers of the options of a connection what it does not take and a client does. That is fine where one object has the settings of
 * both, and a silent mistake where the client gets none: it works in another namespace, or sends in plain text what was to be encoded.
 */
export function noteDroppedOptions(connection: object, options: object | undefined): void {
  const given = OF_CLIENTS.flatMap((name) => {
    const value: unknown = options && Object.getOwnPropertyDescriptor(options, name)?.value;
    return value == null || (name === 'namespace' && value === 'default') ? [] : [[name, value]];
  });
  if (given.length > 0) dropped.set(connection, Object.fromEntries(given) as Dropped);
}

// A second client of the same connection may well be meant to have none of the others.
function toProblem(problem: Problem, field: string): Problem {
  return field === 'namespace' ? problem : { ...problem, disposition: 'warn' };
}

/** What of these a client was not given, on a connection that was given it. */
export function droppedOptions(
  subject: string,
  options: Dropped & { readonly connection?: object | undefined },
): Problem[] {
  const lost = (options.connection && dropped.get(options.connection)) ?? {};
  const connectionOf = `The connection of ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`;
  return OF_CLIENTS.filter((name) => name in lost && options[name] === undefined).map((field) =>
    toProblem(HR2012.problem({ subject: connectionOf, field, suggestion: `${field} of the client or worker` }), field),
  );
}
