import type { Failure } from './workflow-creator';
import { readField } from '@handrail/common/host';
import { setText, textOf } from './workflow-failures/failure-text';

/**
 * What all texts of a failure may have together. Above 4 MiB no server hears of it: an activity seems to time out, a workflow
 * task to hang, and both are repeated. Far below, the server itself cuts a text for the history.
 */
const MOST_CHARACTERS = 1_000_000;
/** What is left at the beginning and at the end of a text that is cut. */
const KEPT = 10_000;
const LONGEST_CHAIN = 20;

/** Cuts the texts of an error and of its causes, such as the page that a server has answered with, where they are too long to be sent. */
export function shortenError(error: unknown): unknown {
  if (typeof error === 'string') return error.length > MOST_CHARACTERS ? shortened(error) : error;
  const chain: object[] = [];
  for (let current = error; isObject(current) && chain.length < LONGEST_CHAIN; current = readField(current, 'cause')) {
    chain.push(current);
  }
  const texts = chain.flatMap((each) => [lengthOf(readField(each, 'message')), lengthOf(readField(each, 'stack'))]);
  if (sum(texts) <= MOST_CHARACTERS) return error;
  for (const each of chain) {
    for (const name of ['message', 'stack']) {
      const text = readField(each, name);
      if (typeof text !== 'string' || text.length <= 2 * KEPT) continue;
      // A frozen error stays as it is: there is nothing that can be done about it here.
      Reflect.defineProperty(each, name, { value: shortened(text), configurable: true, writable: true });
    }
  }
  return error;
}

/** As {@link shortenError}, of a failure as it travels. */
export function shortenFailure(failure: Failure): void {
  const chain: Failure[] = [];
  for (let current: Failure | null | undefined = failure; current && chain.length < LONGEST_CHAIN;) {
    chain.push(current);
    current = current.cause;
  }
  const texts = chain.map(textOf);
  if (sum(texts.map(({ message, stackTrace }) => message.length + stackTrace.length)) <= MOST_CHARACTERS) return;
  for (const [index, each] of chain.entries()) {
    const { message = '', stackTrace = '' } = texts[index] ?? {};
    setText(each, { message: shortened(message), stackTrace: shortened(stackTrace) });
  }
}

function shortened(text: string): string {
  if (text.length <= 2 * KEPT) return text;
  const cut = `… (cut: ${text.length.toLocaleString('en')} characters are more than a server takes) …`;
  return `${text.slice(0, KEPT)}${cut}${text.slice(-KEPT)}`;
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? text.length : 0;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
