import { HR3010 } from '@handrail/errors';
import type { Translator } from '../failure';
import { causes } from '../grpc-error';

/** What came back is written with a codec or a converter that this client does not have. */
export const unreadablePayload: Translator = ({ error, call: { operation } }) => {
  for (const { name, message, stack = '' } of causes(error)) {
    // Of the payload converter, not of a user's own code.
    if (name === 'SyntaxError' && /\bfromPayload\b/.test(stack)) {
      const content = /^Unexpected end of JSON input/.test(message) ? 'empty' : withoutValues(message);
      return HR3010.problem({ reader: operation, content });
    }
    if (name !== 'ValueError') continue;
    const encoding = /^Unknown encoding: (.*)$/s.exec(message)?.[1];
    if (encoding === undefined && message !== 'Missing payload metadata') continue;
    return HR3010.problem({ reader: operation, ...(encoding !== undefined && { encoding: shown(encoding) }) });
  }
  return undefined;
};

// Node shows the beginning of the text that it could not parse.
function withoutValues(message: string): string {
  return shown(message.replace(/, ?".*$|".*" is not valid JSON$/s, ''));
}

// What is no text at all was never meant as the name of an encoding.
function shown(encoding: string): string {
  return encoding.slice(0, 60).replace(/[^\x20-\x7e]/g, '?');
}
