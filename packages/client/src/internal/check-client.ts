import type { EffectivePolicy } from '@handrail/common';
import { droppedOptions, judgeProblems } from '@handrail/common/host';
import type { ClientOptions } from '@temporalio/client';
import { badClientValues } from './client-option-values';
import { misspeltClientOptions } from './option-tables';

/**
 * Checks the names of a client's options.
 *
 * @param name of the client
 * @param others what only this kind of client takes
 * @throws HandrailError HR2012 for a misspelt one, or a namespace that only the connection was given
 */
export function checkClientOptions(
  name: string,
  options: ClientOptions,
  policy: Pick<EffectivePolicy, 'mode' | 'links'>,
  others: readonly string[] = [],
): void {
  const subject = name.replace(/^t/, 'T');
  judgeProblems(
    [
      ...misspeltClientOptions(subject, options, others),
      ...badClientValues(subject, options),
      ...droppedOptions(subject, options),
    ],
    policy,
  );
}
