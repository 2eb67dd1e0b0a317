// The program that `readInProcess` starts: loads the module that is named and sends what it offers.
import { readActivities } from './read-activities';
import type { Answer } from './read-in-process';

const [, , file = ''] = process.argv;

function answer(value: Answer): void {
  process.send?.(value, () => process.exit());
}

readActivities(file).then(answer, (error: unknown) => {
  const [failure = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  answer({ failure: failure.replace(/ imported from .*$/, '') });
});
