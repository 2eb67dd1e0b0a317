import type { ErrorContext, InspectTarget, Problem } from '@handrail/errors';
import type { GrpcError } from './grpc-error';
import type { LookUps } from './look-ups';

/** What a failed call was about. */
export type ErrorTarget = Omit<InspectTarget, 'namespace'>;

/** What is known of a call, for what is said of its failure. */
export interface Call extends ErrorTarget {
  /** As the user wrote it: `workflow.start`. */
  readonly operation: string;
  /** Whether it changes nothing on the server. */
  readonly reads?: boolean | undefined;
  readonly workflowType?: string | undefined;
  /** The options as the user gave them. */
  readonly options?: object | undefined;
  /** The objects among the options without which the SDK fails with a TypeError of JavaScript's; with none there must be options. */
  readonly required?: readonly string[] | undefined;
  /** What the call was made without, where that is known: `the definition of the signal`. */
  readonly missing?: string | undefined;
  /** What the call was given in the place of something else, where that is known; the SDK fails on it with a TypeError of JavaScript's. */
  readonly misfit?: { readonly what: string; readonly remedy: string } | undefined;
  /** The name of a query. */
  readonly query?: string | undefined;
  /** The name of an update. */
  readonly update?: string | undefined;
  readonly updateId?: string | undefined;
  /** The query of a list. */
  readonly list?: string | undefined;
  /** What an asynchronous completion is for: a task token, or ids. */
  readonly activity?: unknown;
  /** The request of a raw call. */
  readonly request?: unknown;
}

/** Where a failed call went. */
export interface ErrorPlace {
  readonly namespace: string;
  /** Undefined where the connection does not tell. */
  readonly address: string | undefined;
  /** Undefined where a client made its own, and does not show it. */
  readonly connection?: unknown;
  /** The search attributes of SLAs, by their names in the policy. */
  readonly slaAttributes?: readonly string[];
  context(target: ErrorTarget): ErrorContext;
}

/** A failure to explain. */
export interface Failure {
  readonly error: Error;
  readonly grpc: GrpcError | undefined;
  readonly place: ErrorPlace;
  readonly call: Call;
  readonly lookUps: LookUps;
  /** What a translator has found out about the execution meant, for the link. */
  readonly found: { runId?: string };
}

/** What a failure means; undefined where it is none of those that the translator knows. */
export type Translator = (failure: Failure) => Problem | undefined | Promise<Problem | undefined>;
