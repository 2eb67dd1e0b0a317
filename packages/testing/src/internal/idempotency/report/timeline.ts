import type { Outcome } from '../attempt-plan';
import { messageOf } from '../message-of';
import type { RecordedEvent } from '../stage-event';
import { foldAttempts } from './fold-attempts';
import { shorten, shortenKey } from './shorten';

/** One line of the picture: what happens in which lane. */
export interface TimelineRow {
  readonly lane: number;
  /** Since the start. */
  readonly milliseconds: number;
  readonly mark: '▶' | '●' | '○' | '✗' | '❄' | '↻' | '☠' | '♥' | '■' | '⚠' | '◷';
  readonly text: string;
  /** For colours: nothing of it is said by colour alone. */
  readonly tone: 'plain' | 'effect' | 'fault' | 'good' | 'bad';
}

export interface Timeline {
  readonly lanes: readonly string[];
  readonly rows: readonly TimelineRow[];
}

/** Lays out what happened in a run: one lane for every attempt, from top to bottom in time. */
export function timelineOf(events: readonly RecordedEvent[]): Timeline {
  const lanes = [...new Set(events.map(({ lane }) => lane))];
  const start = events[0]?.at ?? 0;
  const rows = events.flatMap(({ lane, at, event }): TimelineRow[] => {
    const row = rowOf(event);
    return row === undefined ? [] : [{ lane: lanes.indexOf(lane), milliseconds: at - start, ...row }];
  });
  return foldAttempts({ lanes, rows });
}

/** What the marks of a picture mean, as far as they stand in it. */
export function legendOf({ rows }: Timeline): { mark: TimelineRow['mark']; meaning: string }[] {
  const used = new Set(rows.map(({ mark }) => mark));
  return MEANINGS.filter(([mark]) => used.has(mark)).map(([mark, meaning]) => ({ mark, meaning }));
}

const MEANINGS: readonly (readonly [TimelineRow['mark'], string])[] = [
  ['▶', 'an attempt starts'],
  ['●', 'something is changed outside'],
  ['○', 'something is only read'],
  ['✗', 'an error is seen'],
  ['♥', 'a heartbeat'],
  ['❄', 'the attempt hangs: its code stands still'],
  ['↻', 'the code that hung goes on'],
  ['☠', 'the worker process ends; nothing of the attempt goes on'],
  ['◷', 'it waits: for a lock, a session, an answer'],
  ['⚠', 'it is told to stop'],
  ['■', 'the attempt ends'],
];

type Row = Pick<TimelineRow, 'mark' | 'text' | 'tone'>;

function rowOf(event: RecordedEvent['event']): Row | undefined {
  switch (event.type) {
    case 'start':
      return { mark: '▶', text: 'starts', tone: 'plain' };
    case 'freeze':
      return { mark: '❄', text: 'hangs here', tone: 'fault' };
    case 'resume':
      return { mark: '↻', text: 'goes on', tone: 'fault' };
    case 'die':
      return { mark: '☠', text: 'its worker dies', tone: 'fault' };
    case 'wait':
      return { mark: '◷', text: 'waits for what another attempt holds', tone: 'plain' };
    case 'exit':
      return { mark: '☠', text: 'ends its process', tone: 'fault' };
    case 'shut-down':
      return { mark: '⚠', text: 'its worker shuts down', tone: 'fault' };
    case 'cancel-requested':
      return { mark: '⚠', text: 'its workflow cancels it', tone: 'fault' };
    case 'heartbeat':
      return { mark: '♥', text: `heartbeat ${shorten(JSON.stringify(event.details) ?? '')}`.trimEnd(), tone: 'plain' };
    case 'fault':
      return {
        mark: '✗',
        text: `sees: ${event.fault.replaceAll('-', ' ')} (${event.effect.label} ${event.landed ? 'took place' : 'did not take place'})`,
        tone: 'fault',
      };
    case 'effect':
      return effectRow(event);
    case 'settle':
      return settleRow(event.outcome);
    case 'note':
      return { mark: '⚠', text: event.text, tone: 'plain' };
  }
}

function effectRow({ effect, error }: Extract<RecordedEvent['event'], { type: 'effect' }>): Row {
  const key = effect.key === undefined ? '' : ` (key ${shortenKey(effect.key)})`;
  if (error !== undefined) {
    const text = messageOf(error);
    return { mark: '✗', text: `${effect.label}${key} fails: ${shorten(text)}`, tone: 'plain' };
  }
  return effect.write
    ? { mark: '●', text: `${effect.label}${key}`, tone: 'effect' }
    : { mark: '○', text: `${effect.label}${key}`, tone: 'plain' };
}

function settleRow(outcome: Outcome): Row {
  switch (outcome.kind) {
    case 'completed':
      return { mark: '■', text: `returns ${shorten(show(outcome.value))}`, tone: 'good' };
    case 'failed':
      return {
        mark: '■',
        text: `fails: ${shorten(`${outcome.failure.type}: ${outcome.failure.message}`)}${outcome.failure.isRetryable ? '' : ' (not retryable)'}`,
        tone: 'bad',
      };
    case 'cancelled':
      return { mark: '■', text: 'ends cancelled', tone: 'bad' };
    case 'timed-out':
      return { mark: '■', text: `times out: ${outcome.why}`, tone: 'bad' };
  }
}

function show(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
