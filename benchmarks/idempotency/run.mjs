// Recall, exact verdicts and false alarms of the idempotency check on a seeded corpus: `pnpm bench:idempotency [text]`.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const testing = require('@handrail/testing');
const { memoryCases } = await import('./corpus/memory.mjs');

const wanted = process.argv[2] ?? '';
const cases = [...memoryCases(testing)].filter(({ name, operator, world }) => `${world} ${operator} ${name}`.includes(wanted));
const rows = [];
let plans = 0;
const started = performance.now();
for (const each of cases) {
  const { activity, options } = each.prepare();
  const report = await testing.checkIdempotency(activity, options);
  plans += report.plans.length;
  rows.push({ ...each, verdict: report.verdict });
  if (report.verdict !== each.expected) {
    console.log(`✗ ${each.world} / ${each.operator} / ${each.name}: ${report.verdict} instead of ${each.expected}`);
    if (wanted !== '') console.log(String(report));
    else console.log(`    ${report.reasons.join('; ')}${report.findings.map(({ verdict, plan, message }) => `\n    ${verdict} ${plan}: ${message.split('\n')[0]}`).join('')}`);
  }
}
console.log(`${cases.length} cases, ${rows.filter(({ verdict, expected }) => verdict === expected).length} exact, ${plans} plans in ${Math.round(performance.now() - started)} ms`);
