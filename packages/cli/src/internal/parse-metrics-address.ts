/** Reads the address at which a worker answers with its metrics. */
export function parseMetricsAddress(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address?.protocol !== 'http:' && address?.protocol !== 'https:') {
    throw new Error('an address such as http://127.0.0.1:9464/metrics is wanted');
  }
  return address.href;
}
