import type { Problem } from '@handrail/errors';
import { badValue } from './bad-value';

/** What of a data converter's codecs the SDK would fail on in the middle of a call (HR2014). */
export function badCodecs(subject: string, codecs: unknown): Problem[] {
  const field = 'dataConverter.payloadCodecs';
  if (codecs === undefined || codecs === null) return [];
  if (!Array.isArray(codecs)) return [badValue(subject, field, codecs, 'is not an array: pass a list, [codec]')];
  return codecs.flatMap((codec: unknown, index) => {
    const { encode, decode } = Object(codec) as { encode?: unknown; decode?: unknown };
    const missing = [typeof encode !== 'function' && 'encode', typeof decode !== 'function' && 'decode'].filter(
      Boolean,
    );
    if (missing.length === 0) return [];
    const instead = typeof codec === 'function' ? ': pass an instance, new Codec(…), not the class' : '';
    const reason = `has no function ${missing.join(' and no function ')}${instead}`;
    return [badValue(subject, `${field}[${index}]`, codec, reason)];
  });
}
