import { readFaultOf } from '@handrail/common/host';
import { HR3011 } from '@handrail/errors';
import type { Translator } from '../failure';
import { causes, shortMessage } from '../grpc-error';

/** A payload converter of the user's own that throws over what came back. */
export const failingConverter: Translator = ({ error, call: { operation } }) => {
  for (const cause of causes(error)) {
    const fault = readFaultOf(cause);
    if (fault === undefined || (cause.name === 'ValueError' && SDK_WORDS.test(cause.message))) continue;
    const { index: _index, ...facts } = fault;
    const value = MEMO.test(operation) ? `a memo for ${operation}` : `what ${operation} got`;
    const name = cause.name === 'Error' ? '' : `${cause.name}: `;
    return HR3011.problem({ value, ...facts, error: `${name}${shortMessage(cause)}` });
  }
  return undefined;
};

const SDK_WORDS = /^(?:Unknown encoding: |Missing payload metadata$)/;

/** What reads nothing of the user's but memos. */
const MEMO = /\.(?:describe|list)$/;
