import { HR4028, HR4029 } from '@handrail/errors';
import type { Translator } from '../failure';
import { GRPC } from '../grpc-error';
import { ranOutOfTime } from '../ran-out-of-time';

/** Calls whose waiting ended on this side. */
export const waiting: Translator = (failure) => {
  const { grpc, call } = failure;
  const { operation, reads = false } = call;
  if (grpc === undefined) return undefined;
  if (ranOutOfTime(failure)) return HR4028.problem({ operation, reason: grpc.message, reads });
  if (grpc.code === GRPC.CANCELLED) return HR4029.problem({ operation, reason: grpc.message });
  return undefined;
};
