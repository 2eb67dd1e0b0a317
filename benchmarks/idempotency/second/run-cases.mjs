import { cases, checkIdempotency } from './kit.mjs';

/** Checks every case whose name holds a text, tells what was not expected, and ends the process. */
export async function runCases(wanted = '', close = async () => undefined) {
  const rows = [];
  for (const { name, expected, make } of cases.filter((each) => each.name.includes(wanted))) {
    const { activity, cleanup, ...options } = await make();
    const report = await checkIdempotency(activity, { name, ...options }).catch((error) => ({
      verdict: 'REFUSED',
      toString: () => error.message,
    }));
    await cleanup?.();
    rows.push({ expected, verdict: report.verdict });
    if (report.verdict !== expected) console.log(`✗ ${name}: ${report.verdict} instead of ${expected}\n${report}`);
  }
  const right = rows.filter(({ expected }) => expected === 'IDEMPOTENT');
  const wrong = rows.filter(({ expected }) => expected !== 'IDEMPOTENT');
  const exact = rows.filter(({ expected, verdict }) => verdict === expected);
  console.log(
    `${rows.length} activities: ${exact.length} exact verdicts; ${wrong.filter(({ verdict }) => verdict !== 'IDEMPOTENT').length} of ${wrong.length} wrong ones noticed, ` +
      `${right.filter(({ verdict }) => verdict !== 'IDEMPOTENT').length} of ${right.length} right ones blamed`,
  );
  await close();
  process.exit(exact.length === rows.length ? 0 : 1);
}
