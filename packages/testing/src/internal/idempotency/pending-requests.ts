// Handles stay open for as long as they are kept; what remains are requests that will be answered.
const HANDLES = new Set([
  'FSEventWrap',
  'Immediate',
  'MessagePort',
  'PipeWrap',
  'SignalWrap',
  'StatWatcher',
  'TCPServerWrap',
  'TCPSocketWrap',
  'TLSWrap',
  'TTYWrap',
  'Timeout',
  'UDPWrap',
  'Worker',
]);

/** How many requests to the operating system are under way: reading a file, hashing, resolving a name. */
export function pendingRequests(): number {
  return process.getActiveResourcesInfo().filter((name) => !HANDLES.has(name)).length;
}
