import type { Step } from './describe-step';
import { ENDS, isSameStep, type PlainStep, stepOfCommand, stepOfEvent, stepText } from './plain-step';

/** Where code and history part: the history's events, which of them it is, and what the code sent from that place on. */
export interface PartingPlace {
  readonly events: readonly Step[];
  readonly index: number;
  /** Undefined where they are not known; empty where the code sends nothing more. */
  readonly commands: readonly Step[] | undefined;
}

/** Which change of the code explains best that it parts from the history there; undefined where nothing speaks for one. */
export function likelyChange({ events, index, commands }: PartingPlace): string | undefined {
  const event = events[index];
  const recorded = event && stepOfEvent(event);
  if (event === undefined || recorded === undefined || commands === undefined) return undefined;
  const [now, ...next] = commands.map(stepOfCommand);
  if (now === undefined) return commands.length > 0 ? undefined : missing(recorded, events.slice(0, index));
  const comesNext = next.some((step) => isSameStep(step, recorded));
  const comesLater = events.slice(index + 1).some((each) => isSameStep(stepOfEvent(each), now));
  if (comesNext && comesLater) return `${stepText(recorded)} and ${stepText(now)} have changed places`;
  if (comesNext) return `${stepText(now)} was added before ${stepText(recorded)}`;
  if (comesLater) return `${stepText(recorded)} was taken out before ${stepText(now)}, or now comes after it`;
  return replaced(recorded, now);
}

function replaced(recorded: PlainStep, now: PlainStep): string {
  if (recorded.name !== undefined && recorded.name === now.name && recorded.kind !== now.kind) {
    return `${stepText(recorded)} was made ${withArticle(now.kind)}`;
  }
  if (isSameStep(recorded, now) && recorded.id !== undefined && now.id !== undefined && recorded.id !== now.id) {
    return otherId(recorded, now.id);
  }
  if (recorded.kind === now.kind) {
    return `${stepText(recorded)} was renamed to "${now.name}", or "${now.name}" was added before it`;
  }
  if (ENDS.has(now.kind)) return `the code now ends before ${stepText(recorded)}`;
  if (ENDS.has(recorded.kind)) return `${stepText(now)} was added before ${stepText(recorded)}`;
  return `${stepText(now)} was added before ${stepText(recorded)}, or stands in its place`;
}

function otherId(recorded: PlainStep, id: string): string {
  const mask = (text: string) => text.replace(UUID, '…');
  const isDrawn = UUID.test(recorded.id ?? '') && mask(recorded.id ?? '') === mask(id);
  return isDrawn
    ? `the id of ${stepText(recorded)} comes from uuid4() or the like, and another one is drawn before it now, or one fewer`
    : `the id of ${stepText(recorded)} is made in another way`;
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i;

function missing(recorded: PlainStep, before: readonly Step[]): string {
  if (recorded.kind === 'update') return `${stepText(recorded)} has no handler any more`;
  const signals = signalsOf(before);
  if (signals.length > 0) {
    return `${stepText(recorded)} followed from signal ${signals.join(' and ')}, whose handler was taken out or changed`;
  }
  return `${stepText(recorded)} was taken out, or the code waits for something else before it`;
}

/** The signals that the workflow task was about to which the last of these events belong. */
function signalsOf(events: readonly Step[]): string[] {
  const isEnd = (event: Step) => Boolean(event['workflowTaskCompletedEventAttributes']);
  const end = events.findLastIndex(isEnd);
  const start = events.findLastIndex((event, at) => at < end && isEnd(event));
  const names = events.slice(start + 1, end).flatMap((event) => {
    const signaled = event['workflowExecutionSignaledEventAttributes'] as { readonly signalName?: unknown } | null;
    return typeof signaled?.signalName === 'string' ? [`"${signaled.signalName}"`] : [];
  });
  return [...new Set(names)];
}

function withArticle(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
