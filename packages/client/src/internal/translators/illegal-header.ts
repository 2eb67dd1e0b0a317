import { ILLEGAL_IN_HEADER } from '@handrail/common/host';
import { HR4005 } from '@handrail/errors';
import type { Translator } from '../failure';
import { causes } from '../grpc-error';

/** A key, or a header, that came after the connection was made, and that gRPC refuses in each call. */
export const illegalHeader: Translator = ({ error }) =>
  causes(error).some(({ message }) => /^Metadata string value .* contains illegal characters$/s.test(message))
    ? HR4005.problem({ faults: [{ source: 'the API key or another header', reason: ILLEGAL_IN_HEADER }] })
    : undefined;
