/** Prints what the benchmark has measured. */
export function printTables(rows, baselineNames) {
  const bugs = rows.filter(({ operator }) => operator !== 'correct');
  const correct = rows.filter(({ operator }) => operator === 'correct');
  console.log(
    `\n${bugs.length} bugs over ${new Set(bugs.map(({ operator }) => operator)).size} operators, ${correct.length} correct activities\n`,
  );
  console.log('| world | cases | exact verdicts | found | false alarms | plans/s |');
  console.log('|---|---|---|---|---|---|');
  for (const world of [...new Set(rows.map((row) => row.world)), 'all']) {
    const own = rows.filter((row) => world === 'all' || row.world === world);
    const seeded = own.filter(({ operator }) => operator !== 'correct');
    const fine = own.filter(({ operator }) => operator === 'correct');
    const plans = own.reduce((sum, row) => sum + row.plans, 0);
    const milliseconds = own.reduce((sum, row) => sum + row.milliseconds, 0);
    console.log(
      `| ${world} | ${own.length} | ${own.filter(isExact).length} | ${seeded.filter(isFound).length} of ${seeded.length} | ${fine.filter(({ verdict }) => verdict !== 'IDEMPOTENT').length} of ${fine.length} | ${Math.round((plans / milliseconds) * 1000)} |`,
    );
  }
  console.log(`\n| operator | bugs | found | exact | ${baselineNames.join(' | ')} |`);
  console.log(`|---|---|---|---|${baselineNames.map(() => '---|').join('')}`);
  for (const operator of [...new Set(bugs.map((row) => row.operator))].sort()) {
    const own = bugs.filter((row) => row.operator === operator);
    console.log(
      `| ${operator} | ${own.length} | ${own.filter(isFound).length} | ${own.filter(isExact).length} | ${baselineNames.map((name) => own.filter(({ found }) => found[name]).length).join(' | ')} |`,
    );
  }
  console.log(
    `| all | ${bugs.length} | ${bugs.filter(isFound).length} | ${bugs.filter(isExact).length} | ${baselineNames.map((name) => bugs.filter(({ found }) => found[name]).length).join(' | ')} |`,
  );
  console.log(
    `| false alarms | ${correct.length} | ${correct.filter(({ verdict }) => verdict !== 'IDEMPOTENT').length} | | ${baselineNames.map((name) => correct.filter(({ found }) => found[name]).length).join(' | ')} |`,
  );
}

function isExact({ verdict, expected }) {
  return verdict === expected;
}

function isFound({ verdict }) {
  return verdict !== 'IDEMPOTENT' && verdict !== 'INCONCLUSIVE';
}
