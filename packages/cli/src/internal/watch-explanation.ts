import type { Explanation } from '@handrail/operations';

/** How {@link watchExplanation} looks. */
export interface Watch {
  readonly look: () => Promise<Explanation>;
  readonly milliseconds: number;
  readonly interrupted: Promise<void>;
  /** Hears the first verdict, and each that differs from the one before. */
  readonly onChange: (explanation: Explanation) => void;
}

/** Looks again and again, until the execution is closed or somebody has seen enough. */
export async function watchExplanation({ look, milliseconds, interrupted, onChange }: Watch): Promise<Explanation> {
  let isInterrupted = false;
  const end = interrupted.then(() => void (isInterrupted = true));
  let last: Explanation | undefined;
  for (;;) {
    const explanation = await look();
    if (last === undefined || isChanged(last, explanation)) onChange(explanation);
    last = explanation;
    if (isInterrupted || explanation.cause.startsWith('closed-') || explanation.cause === 'not-found') return last;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([end, new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
    clearTimeout(timer);
    if (isInterrupted) return last;
  }
}

// Ages change with each look and are no news.
function isChanged(before: Explanation, after: Explanation): boolean {
  const essence = ({ cause, runId, path, evidence }: Explanation) =>
    JSON.stringify([cause, runId, path, evidence.map(({ what }) => what.replaceAll(/\d+/g, '#'))]);
  return essence(before) !== essence(after);
}
