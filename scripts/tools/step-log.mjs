/**
 * Tells what is going on, one line a step: on a terminal the line shows the seconds as they pass, elsewhere a step that
 * takes longer than two seconds says so, and again every fifteen.
 *
 * @param {object} options
 * @param {number} options.total - how many steps there are
 * @param {NodeJS.WritableStream & { isTTY?: boolean, columns?: number }} [options.stream]
 * @param {() => number} [options.now]
 */
export function createStepLog({ total, stream = process.stdout, now = () => performance.now() }) {
  const isTerminal = stream.isTTY === true && process.env.CI === undefined;
  const width = String(total).length;
  let number = 0;
  /** What the steps that run show, oldest first. */
  const running = new Map();
  const show = () => stream.write(`\r\x1b[K${[...running.values()].join(' · ').slice(0, (stream.columns ?? 80) - 1)}`);

  return {
    start(name) {
      number += 1;
      const label = `[${String(number).padStart(width)}/${total}] ${name}`;
      const began = now();
      let detail = '';
      let next = 2;
      const elapsed = () => (now() - began) / 1000;
      const timer = setInterval(() => {
        const text = `${label} … ${elapsed().toFixed(0)} s${detail === '' ? '' : `  ${detail}`}`;
        running.set(label, text);
        if (isTerminal) show();
        else if (elapsed() >= next) {
          next += 15;
          stream.write(`${text}\n`);
        }
      }, 1000);

      return {
        /** What the step is busy with, in a few words. */
        detail(text) {
          detail = text;
        },
        end(outcome, note) {
          clearInterval(timer);
          running.delete(label);
          const seconds = `${elapsed().toFixed(1)} s`;
          stream.write(
            `${isTerminal ? '\r\x1b[K' : ''}${label.padEnd(34)} ${outcome.padEnd(7)} ${seconds.padStart(8)}${note ? `  ${note}` : ''}\n`,
          );
          if (isTerminal && running.size > 0) show();
        },
      };
    },
  };
}
