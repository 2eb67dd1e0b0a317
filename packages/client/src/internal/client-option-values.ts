import { misspeltOptions, showValue } from '@handrail/common/host';
import { HR2014, type Problem } from '@handrail/errors';
import type { ClientOptions, WorkflowClientInterceptor } from '@temporalio/client';

type Methods = Readonly<Record<keyof WorkflowClientInterceptor, true>>;

const WORKFLOW_METHODS: Methods = {
  cancel: true,
  describe: true,
  query: true,
  signal: true,
  signalWithStart: true,
  start: true,
  startUpdate: true,
  startUpdateWithStart: true,
  startWithDetails: true,
  terminate: true,
};

const KINDS = ['workflow', 'schedule', 'activity', 'nexus'] as const;

/** What of a client's interceptors and codecs the SDK would fail on in the middle of a call, or never call. */
export function badClientValues(subject: string, { interceptors, dataConverter }: ClientOptions): Problem[] {
  const lists = KINDS.flatMap((kind) => {
    const list: unknown = interceptors?.[kind];
    return Array.isArray(list) ? [{ path: `interceptors.${kind}`, kind, list: list as readonly unknown[] }] : [];
  });
  return [
    ...lists.flatMap(({ path, kind, list }) =>
      list.flatMap((interceptor, index) => {
        const field = `${path}[${index}]`;
        if (typeof interceptor !== 'object' || interceptor === null)
          return [bad(subject, field, interceptor, 'is no object with the methods of an interceptor')];
        const table = { names: Object.keys(WORKFLOW_METHODS) };
        return kind === 'workflow' ? misspeltOptions(subject, interceptor, table, `${field}.`) : [];
      }),
    ),
    ...badCodecs(subject, dataConverter?.payloadCodecs),
  ];
}

function badCodecs(subject: string, codecs: unknown): Problem[] {
  const field = 'dataConverter.payloadCodecs';
  if (codecs === undefined || codecs === null) return [];
  if (!Array.isArray(codecs)) return [bad(subject, field, codecs, 'is not an array')];
  return codecs.flatMap((codec: unknown, index) => {
    const { encode, decode } = Object(codec) as { encode?: unknown; decode?: unknown };
    const missing = [typeof encode !== 'function' && 'encode', typeof decode !== 'function' && 'decode'].filter(
      Boolean,
    );
    return missing.length === 0
      ? []
      : [bad(subject, `${field}[${index}]`, codec, `has no function ${missing.join(' and no function ')}`)];
  });
}

function bad(subject: string, field: string, value: unknown, reason: string): Problem {
  return HR2014.problem({ subject, field, value: showValue(value), reason });
}
