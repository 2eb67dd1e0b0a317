import { HR4063 } from '@handrail/errors';
import type { Translator } from '../failure';
import { causes } from '../grpc-error';

/** A status of gRPC without anything in it: what made it and what reads it come from two copies of protobufjs. */
export const unreadableStatus: Translator = ({ error, call }) =>
  causes(error).some(({ message }) => /^undefined undefined: undefined\b/.test(message))
    ? HR4063.problem({ operation: call.operation })
    : undefined;
