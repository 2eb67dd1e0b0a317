import { type Baseline, learnBaseline } from './baseline';
import type { Checked, FoundFault, TriedPlan } from './checked';
import { choosePlans } from './choose-plans';
import type { Tree } from './compare/tree';
import { controlPlan } from './control-plan';
import { describeStep } from './facts';
import { IgnorePaths } from './ignore-paths';
import { Judge } from './judge';
import { judgeEncoding } from './judge-encoding';
import type { Judgement } from './judgement';
import { obstacleOf } from './obstacle-of';
import type { Obstacle } from './obstacles';
import { installPatches } from './patches';
import { NOT_REACHED, type Plan, type PlanEnd } from './plan';
import { probeCalls } from './probe-calls';
import type { Settings } from './read-options';
import { MOST_RETRIES, Run, type RunSettings } from './run';
import { Stage } from './stage';
import type { RecordedEvent } from './stage-event';
import { NOTHING_PASSED, unfitBaseline, unfitCalls } from './unfit';
import { cleanKeys, findUnstableKey, type KnownKeys } from './unstable-keys';
import { gravityOf } from './verdicts';

const MINIMUM_LIMIT = 1_000;
/** So many plans are tried however long the clean runs have taken: they find most of what there is to find. */
const FIRST_PLANS = 3;

export async function runCheck(settings: Settings): Promise<Checked> {
  const ignore = new IgnorePaths(
    settings.ignore,
    settings.worlds.map(({ name }) => name),
  );
  const stage = new Stage(settings.worlds, ignore, settings.isVirtual);
  const undo = installPatches({ isVirtual: settings.isVirtual, onRejection: () => (stage.rejections += 1) });
  const check = new Check(settings, stage, ignore);
  try {
    await check.run();
  } catch (error) {
    check.obstacles.push(obstacleOf(error));
  } finally {
    try {
      await stage.close();
    } catch (error) {
      check.obstacles.push(obstacleOf(error));
    }
    undo();
  }
  return check.result();
}

class Check {
  readonly obstacles: Obstacle[] = [];
  private readonly started = Date.now();
  private readonly tried: TriedPlan[] = [];
  private readonly faults: FoundFault[] = [];
  private readonly notes: string[] = [];
  private baseline: Baseline | undefined;
  private cleanEvents: readonly RecordedEvent[] = [];

  constructor(
    private readonly settings: Settings,
    private readonly stage: Stage,
    private readonly ignore: IgnorePaths,
  ) {}

  async run(): Promise<void> {
    const { settings, stage } = this;
    const unfit = unfitCalls(settings);
    if (unfit !== undefined) {
      this.obstacles.push(unfit);
      return;
    }
    await stage.open();
    const scheduledAt = stage.clock?.now ?? Date.now();
    const first = { stage, subject: settings.subject, scheduledAt, limit: 100_000, retries: 3 };
    await probeCalls({ ...first, calls: settings.calls });
    const baseline = await learnBaseline({ ...first, calls: settings.calls, expectsEffects: settings.expectsEffects });
    this.baseline = baseline;
    this.notes.push(...baseline.notes);
    if (!this.canJudge(baseline)) return;
    stage.know([baseline.args.state, baseline.both, baseline.bothInRun]);
    const { steps } = baseline.facts;
    const retries = baseline.args.outcome?.kind === 'completed' ? MOST_RETRIES : 2;
    const run = { ...first, limit: Math.max(MINIMUM_LIMIT, steps.length * 20), retries };
    await this.tryPlans(run, baseline);
    const { outcome } = baseline.args;
    if (outcome?.kind === 'failed')
      this.notes.push(
        `the clean run fails (${outcome.failure.type}: ${outcome.failure.message.split('\n', 1)[0]}), so that is what every plan was compared with`,
      );
    for (const path of this.ignore.unmet) this.notes.push(`ignore: "${path}" matches nothing in the state`);
    if (stage.hasUnsteerable)
      this.notes.push(
        'some calls give no promise, so an attempt could not be held there: zombies were not tried at them',
      );
    this.obstacles.push(...stage.obstacles.values());
  }

  result(): Checked {
    const { settings, obstacles, baseline, notes, stage } = this;
    for (const world of settings.worlds) notes.push(...(world.limits?.() ?? []));
    if (stage.rejections > 0)
      notes.push(
        `${stage.rejections} promises that nobody awaited failed; in a worker such a failure ends the process`,
      );
    return {
      settings,
      obstacles,
      baseline,
      notes,
      plans: this.tried,
      faults: this.faults,
      cleanEvents: this.cleanEvents,
      steps: baseline?.facts.steps.map(describeStep) ?? [],
      milliseconds: Date.now() - this.started,
    };
  }

  private canJudge(baseline: Baseline): boolean {
    const { settings, stage, obstacles } = this;
    obstacles.push(...stage.obstacles.values());
    const unfit = unfitBaseline(baseline, settings);
    // What went past the gate says why nothing passed it.
    if (unfit !== undefined && (obstacles.length === 0 || unfit.reason !== NOTHING_PASSED)) obstacles.push(unfit);
    return obstacles.length === 0;
  }

  private async tryPlans(settings: RunSettings, baseline: Baseline): Promise<void> {
    const { seed, plans: selection, budget } = this.settings;
    const { plans, leftOut } = choosePlans(baseline.facts, { seed, plans: selection, budget: budget.plans });
    const judge = new Judge(baseline);
    const keys = cleanKeys(baseline);
    const encoding = judgeEncoding(baseline);
    if (encoding !== undefined) this.tried.push(encoding);
    let skipped = 0;
    for (const [index, plan] of plans.entries()) {
      if (index >= FIRST_PLANS && Date.now() - this.started > budget.milliseconds) {
        skipped = plans.slice(index).filter(({ depth }) => depth === 1).length;
        break;
      }
      this.tried.push(await this.tryPlan(plan, settings, judge, keys));
    }
    if (judge.isBlind) {
      this.obstacles.push({
        reason:
          'the distinct call leaves exactly what the first one leaves, and changes nothing after it, so nothing shows whether it takes effect',
        remedy: 'give as `distinct` a call that leaves something else: another id, another amount',
      });
    }
    if (selection !== undefined && this.tried.every(({ outcome }) => outcome === 'not-reached')) {
      this.obstacles.push({
        reason: `no plan of ${selection.join(', ')} could be carried out on this activity`,
        remedy: 'leave out `plans` to see which there are: report.plans lists them',
      });
    }
    const untried = leftOut + skipped;
    if (untried > 0) {
      const why = skipped > 0 ? `the time (${budget.milliseconds} ms) ran out` : 'the budget of plans was used up';
      this.obstacles.push({
        reason: `${why}: ${untried} of ${plans.length + leftOut} plans were not tried`,
        remedy: `raise budget: { plans: ${plans.length + leftOut} }${skipped > 0 ? ' and budget.milliseconds' : ''}, or check a call with fewer effects`,
      });
    }
    if (await this.isPoisoned(settings, judge, baseline)) return;
    await this.recordFaults(plans, settings, judge, keys, baseline);
  }

  private async tryPlan(plan: Plan, settings: RunSettings, judge: Judge, keys: KnownKeys): Promise<TriedPlan> {
    const { id, story, depth } = plan;
    const played = await this.play(plan, settings);
    if (played === NOT_REACHED) return { id, story, depth, outcome: 'not-reached' };
    const judgement = judge.judge(played.end, played.state, plan.isLanded) ?? findUnstableKey(played.end, keys);
    return judgement === undefined
      ? { id, story, depth, outcome: 'held' }
      : { id, story, depth, outcome: 'broke', judgement };
  }

  private async play(plan: Plan, settings: RunSettings): Promise<{ end: PlanEnd; state: Tree } | typeof NOT_REACHED> {
    const { stage } = this;
    await stage.reset(settings.scheduledAt);
    const end = await plan.run(new Run(settings));
    if (end === NOT_REACHED) return end;
    // What nobody has waited for comes to its end, too.
    await stage.advance(60_000);
    await stage.abandonAll();
    return stage.hasRunOutOfTime ? NOT_REACHED : { end, state: await stage.snapshot() };
  }

  /**
   * Whether the plans have left something that outlives them, so that a run without any fault ends differently now: a queue, a
   * lock or a cache in the process, which no restarted worker has. What broke afterwards shows nothing then.
   */
  private async isPoisoned(settings: RunSettings, judge: Judge, { args }: Baseline): Promise<boolean> {
    if (this.tried.every(({ outcome }) => outcome !== 'broke')) return false;
    const control = await this.play(controlPlan(args.outcome?.kind === 'completed'), settings);
    if (control !== NOT_REACHED && judge.judge(control.end, control.state) === undefined) return false;
    this.obstacles.push({
      reason:
        'after the plans even a run without any fault ends differently: attempts that died have left something in the process (a lock, a queue, a cache), which a restarted worker would not have',
      remedy:
        'give { create: () => activity }, so that each attempt has a new one; what several workers share belongs into a world',
    });
    for (const [index, plan] of this.tried.entries())
      if (plan.outcome === 'broke') this.tried[index] = { ...withoutJudgement(plan), outcome: 'not-reached' };
    return true;
  }

  /** Plays the simplest failing plan of each verdict once more, for the timeline. */
  private async recordFaults(
    plans: readonly Plan[],
    settings: RunSettings,
    judge: Judge,
    keys: KnownKeys,
    baseline: Baseline,
  ): Promise<void> {
    const broken = this.tried.filter(
      (plan): plan is TriedPlan & { judgement: Judgement } => plan.judgement !== undefined,
    );
    const verdicts = [...new Set(broken.map(({ judgement }) => judgement.verdict))].sort(
      (one, other) => gravityOf(one) - gravityOf(other),
    );
    this.stage.effectLabels = new Set(
      baseline.facts.steps.filter(({ isEffect }) => isEffect).map(({ effect }) => effect.label),
    );
    this.stage.isRecording = true;
    // What is drawn must be what this run leaves, ids and times included.
    judge.forget();
    for (const verdict of verdicts) {
      const [simplest] = broken
        .filter(({ judgement }) => judgement.verdict === verdict)
        .sort(
          (one, other) =>
            one.depth - other.depth ||
            plans.findIndex(({ id }) => id === one.id) - plans.findIndex(({ id }) => id === other.id),
        );
      const plan = plans.find(({ id }) => id === simplest?.id);
      if (simplest === undefined || plan === undefined) continue;
      const played = await this.play(plan, settings);
      if (played === NOT_REACHED) continue;
      const judgement =
        judge.judge(played.end, played.state, plan.isLanded) ?? findUnstableKey(played.end, keys) ?? simplest.judgement;
      this.faults.push({
        plan: simplest,
        judgement: judgement.verdict === verdict ? judgement : simplest.judgement,
        events: [...this.stage.events],
        before: baseline.before,
        expected: baseline.args.state,
        actual: played.state,
      });
    }
    this.stage.isRecording = false;
  }
}

function withoutJudgement({ id, story, depth }: TriedPlan): Omit<TriedPlan, 'judgement' | 'outcome'> {
  return { id, story, depth };
}
