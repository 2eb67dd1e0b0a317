import { HR2011 } from '@handrail/errors';
import { ALL_KINDS } from '../options/guarded-calls.js';
import { createOptionsRule } from '../options/options-rule.js';
import { objectOf, setOption, showOption } from '../options/read-option.js';
import { faultOfReason } from '../options/waivers.js';

/** The guards that a call may switch off for itself. */
const WAIVABLE = /^HR200[13-9]$/;

export const reasonedWaivers = createOptionsRule({
  name: 'reasoned-waivers',
  demands: 'A waiver names a guard that there is, and the reason.',
  config: 'recommended',
  error: HR2011,
  kinds: ALL_KINDS,
  settings: {},
  find: ({ options }, _settings, sourceCode) => {
    const at = setOption(options, 'waive');
    if (at === undefined || at.value.kind === 'unknown') return [];
    const waive = objectOf(at);
    if (waive === undefined || (waive.isWhole && waive.entries.size === 0)) {
      const code = waive === undefined ? showOption(at, sourceCode) : '{}';
      return [{ at, facts: { code, reason: 'a waiver names guard and reason', waivable: true as const } }];
    }
    return [...waive.entries].flatMap(([code, entry]) => {
      const reason = WAIVABLE.test(code) ? faultOfReason(entry.value) : 'it cannot be waived';
      const facts = { code, reason, ...(!WAIVABLE.test(code) && { waivable: true as const }) };
      return reason === undefined ? [] : [{ at: entry, facts: { ...facts, reason } }];
    });
  },
});
