import { formatProblems, type ErrorCode } from '@handrail/errors';
import { htmlReport } from './internal/idempotency/report/html';
import { jsonReport } from './internal/idempotency/report/json';
import { plainValue } from './internal/idempotency/report/plain-value';
import { type CheckOrigin, replayCommand } from './internal/idempotency/report/replay-command';
import { terminalReport } from './internal/idempotency/report/terminal-report';
import type { Checked, FoundFault } from './internal/idempotency/checked';
import { type FindingVerdict, verdictKind } from './internal/idempotency/verdicts';

/** What a check has come to. */
export type IdempotencyVerdict = 'IDEMPOTENT' | FindingVerdict | 'INCONCLUSIVE';

/** One way in which the activity is not idempotent, by the simplest schedule that shows it. */
export interface IdempotencyFinding {
  readonly verdict: FindingVerdict;
  readonly code: ErrorCode;
  /** The id of the plan: `plans: [plan]` replays it. */
  readonly plan: string;
  readonly story: string;
  /** Everything that passed the gate, in order, with the attempt that sent it. */
  readonly effects: readonly { readonly attempt: string; readonly label: string; readonly write: boolean }[];
  readonly diff: readonly IdempotencyDifference[];
  /** The whole block, as an error would show it. */
  readonly message: string;
}

/** One place at which the state differs from what a clean run leaves. */
export interface IdempotencyDifference {
  readonly path: string;
  readonly kind: 'more' | 'fewer' | 'different';
  /** What stood there before the call, where it was there. */
  readonly before?: unknown;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** One plan that was tried. */
export interface IdempotencyPlan {
  readonly id: string;
  readonly story: string;
  readonly outcome: 'held' | 'broke' | 'not-reached';
  readonly verdict?: FindingVerdict;
}

/** The outcome of {@link checkIdempotency}. */
export class IdempotencyReport {
  readonly activity: string;
  readonly verdict: IdempotencyVerdict;
  /** The gravest first, one for each verdict. */
  readonly findings: readonly IdempotencyFinding[];
  readonly plans: readonly IdempotencyPlan[];
  /** Why the check could not judge: empty unless the verdict is `INCONCLUSIVE`. */
  readonly reasons: readonly string[];
  readonly seed: number;
  /** What varies by itself and was not compared, with the reason; what the user has declared not to matter comes last. */
  readonly masked: readonly { readonly path: string; readonly why: string }[];
  /** What else a reader should know: ignored paths that matched nothing, promises left behind. */
  readonly notes: readonly string[];
  /** What the clean run does, in order. */
  readonly steps: readonly string[];

  readonly #checked: Checked;
  readonly #origin: CheckOrigin;

  /** @internal Made by {@link checkIdempotency}. */
  constructor(checked: Checked, origin: CheckOrigin) {
    const { settings, faults, obstacles } = checked;
    this.#checked = checked;
    this.#origin = origin;
    this.activity = settings.subject.name;
    this.seed = settings.seed;
    this.findings = faults.map((fault) => findingOf(fault, this.activity));
    this.verdict = this.findings[0]?.verdict ?? (obstacles.length > 0 ? 'INCONCLUSIVE' : 'IDEMPOTENT');
    this.plans = checked.plans.map(({ id, story, outcome, judgement }) => ({
      id,
      story,
      outcome,
      ...(judgement && { verdict: judgement.verdict }),
    }));
    this.reasons = obstacles.map((obstacle) => `${obstacle.reason}: ${obstacle.remedy}`);
    this.masked = maskedOf(checked);
    this.notes = checked.notes;
    this.steps = checked.steps;
  }

  /** Whether the activity was shown to be idempotent. */
  get isIdempotent(): boolean {
    return this.verdict === 'IDEMPOTENT';
  }

  /** The picture for a terminal: verdict, schedule, what differs, and how to run it again. */
  toString(options: { readonly colours?: boolean } = {}): string {
    return terminalReport(this, this.#checked, {
      colours: options.colours ?? false,
      replay: (plan) => this.replayCommand(plan),
    });
  }

  /** One documented, versioned object: `{ schema: 'handrail.idempotency/1', … }`. */
  toJSON(): object {
    return jsonReport(this, this.#checked, (plan) => this.replayCommand(plan));
  }

  /** A page that needs nothing else, with the same picture. */
  toHtml(): string {
    return htmlReport(this, this.#checked, (plan) => this.replayCommand(plan));
  }

  /** The command that runs one plan again. */
  replayCommand(plan: string): string {
    return replayCommand(plan, this.seed, this.#origin);
  }
}

function findingOf({ plan, judgement, events }: FoundFault, activity: string): IdempotencyFinding {
  const { definition, verdict } = verdictKind(judgement.verdict);
  const problem = definition.problem({ activity, story: plan.story, detail: judgement.detail });
  return {
    verdict,
    code: definition.code,
    plan: plan.id,
    story: plan.story,
    effects: events.flatMap(({ lane, event }) =>
      event.type === 'effect' && event.error === undefined
        ? [{ attempt: lane, label: event.effect.label, write: event.effect.write }]
        : [],
    ),
    diff: judgement.changes.map(({ path, kind, before, expected, actual }) => ({
      path,
      kind,
      ...(before === undefined ? {} : { before: plainValue(before) }),
      expected: plainValue(expected),
      actual: plainValue(actual),
    })),
    message: formatProblems([problem]),
  };
}

function maskedOf({ baseline, settings }: Checked): { path: string; why: string }[] {
  const place = (pattern: string) =>
    pattern
      .replace(/^state\.?/, '')
      .replaceAll('.[]', '[]')
      .replaceAll('.{}', '{}') || 'the state';
  const learned = baseline?.learned;
  const varying = [...(learned?.varying ?? [])].map(([pattern, variation]) => ({
    path: place(pattern),
    why: variation === 'token' ? 'a generated id: renamed consistently' : 'varies from one clean run to the next',
  }));
  const keys = [...(learned?.varyingKeys ?? [])].map((pattern) => ({
    path: place(pattern),
    why: 'its keys are generated ids',
  }));
  const counters = [...(learned?.counters ?? [])].map((pattern) => ({
    path: place(pattern),
    why: 'a counter from which ids are made',
  }));
  const named = (baseline?.counters ?? []).map((pattern) => ({
    path: place(pattern),
    why: 'counts tries or takeovers, as its name says: it may stand higher',
  }));
  const ignored = settings.ignore.map((path) => ({ path, why: 'ignored by the options of the check' }));
  return [...varying, ...keys, ...counters, ...named, ...ignored];
}
