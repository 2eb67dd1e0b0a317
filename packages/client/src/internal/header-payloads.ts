import { judgeProblems } from '@handrail/common/host';
import { HR2014, type Problem } from '@handrail/errors';
import type { Door } from './door';
import { typeInWords } from './type-in-words';

/**
 * Refuses (HR2014) headers that an interceptor has set to something else than payloads: what is encoded of a text is an empty
 * payload, and nobody hears of it. Their values may be secret, and are not shown.
 *
 * @throws HandrailError
 */
export function requireHeaderPayloads(
  { policy }: Pick<Door, 'policy'>,
  subject: string,
  field: string,
  headers: unknown,
): void {
  if (typeof headers !== 'object' || headers === null) return;
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value == null || (typeof value === 'object' && ('data' in value || 'metadata' in value))) continue;
    const reason = 'is no payload: defaultPayloadConverter.toPayload(value) of @handrail/common makes one of it';
    problems.push(HR2014.problem({ subject, field: `${field}.${name}`, value: typeInWords(value), reason }));
  }
  judgeProblems(problems, policy);
}
