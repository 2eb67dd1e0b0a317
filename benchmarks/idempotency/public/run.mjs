// Checks activities of public projects: `node benchmarks/idempotency/public/run.mjs [text]`. Needs git and the network, or
// clones in `PUBLIC_CLONES`.
import { createRequire } from 'node:module';
import { cases } from './cases.mjs';
import { loadPublic } from './sources.mjs';

const testing = createRequire(import.meta.url)('@handrail/testing');
const wanted = process.argv[2] ?? '';
const log = console.log;
let wrong = 0;
for (const each of cases.filter(({ name }) => name.includes(wanted))) {
  const { activity, options } = await each.prepare(testing, loadPublic);
  console.log = () => undefined;
  const report = await testing.checkIdempotency(activity, options);
  console.log = log;
  const isExpected = report.verdict === each.expected;
  if (!isExpected) wrong += 1;
  const { repository, path } = each.source;
  log(`${isExpected ? '✓' : '✗'} ${report.verdict}  ${repository} ${path}\n    ${each.name}`);
  const [finding] = report.findings;
  log(
    `    ${finding === undefined ? (report.reasons[0] ?? `${report.plans.length} plans held`) : finding.message.split('\n', 1)[0]}`,
  );
  if (wanted !== '') log(String(report));
}
process.exitCode = wrong === 0 ? 0 : 1;
