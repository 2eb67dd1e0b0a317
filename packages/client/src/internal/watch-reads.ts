import { watchedReads } from '@handrail/common/host';
import type { LoadedDataConverter } from '@temporalio/common';

/** The part of the SDK's clients that converts; internal, and alike in all supported releases. */
interface Converting {
  loadedDataConverter?: LoadedDataConverter;
}

/** Lets a client's payload converter tell what it was reading when it threw. One whose inner parts are others than known stays as it is. */
export function watchReads(client: object): void {
  const holder = client as Converting;
  const { loadedDataConverter } = holder;
  if (typeof loadedDataConverter?.payloadConverter?.fromPayload !== 'function') return;
  const payloadConverter = watchedReads(loadedDataConverter.payloadConverter);
  // A copy: what a user has loaded may be in use elsewhere.
  if (payloadConverter !== loadedDataConverter.payloadConverter)
    holder.loadedDataConverter = { ...loadedDataConverter, payloadConverter };
}
