import type { Effect } from '../../world';
import type { Outcome } from './attempt-plan';

/** What happened in a run, for the timeline. */
export type StageEvent =
  | { readonly type: 'start' | 'freeze' | 'resume' | 'shut-down' | 'cancel-requested' | 'exit' | 'wait' }
  | { readonly type: 'effect'; readonly effect: Effect; readonly ordinal: number; readonly error?: unknown }
  | { readonly type: 'fault'; readonly effect: Effect; readonly fault: string; readonly landed: boolean }
  | { readonly type: 'heartbeat'; readonly details: unknown }
  | { readonly type: 'settle'; readonly outcome: Outcome }
  | { readonly type: 'die' }
  | { readonly type: 'note'; readonly text: string };

export interface RecordedEvent {
  readonly lane: string;
  readonly at: number;
  readonly event: StageEvent;
}
