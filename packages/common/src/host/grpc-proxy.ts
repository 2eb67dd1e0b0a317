import { BlockList, isIPv4 } from 'node:net';

const VARIABLES = ['grpc_proxy', 'https_proxy', 'http_proxy'] as const;

/** A proxy through which gRPC reaches a server. */
export interface GrpcProxy {
  /** The environment variable that names it. */
  readonly variable: string;
  /** Host and port, without credentials. */
  readonly address: string;
}

/**
 * The proxy that the gRPC library of the SDK's client takes for a host; undefined where it connects directly. It reads the
 * variables in lower case alone.
 */
export function grpcProxy(
  host: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): GrpcProxy | undefined {
  const variable = VARIABLES.find((name) => Boolean(environment[name]));
  if (variable === undefined || isExcluded(host, environment['no_grpc_proxy'] || environment['no_proxy']))
    return undefined;
  try {
    const { protocol, hostname, port } = new URL(environment[variable] ?? '');
    return protocol === 'http:' ? { variable, address: `${hostname}:${port || '80'}` } : undefined;
  } catch {
    return undefined;
  }
}

function isExcluded(host: string, list: string | undefined): boolean {
  // An empty entry, as after a comma at the end, matches every host there.
  return list ? list.split(',').some((entry) => host.endsWith(entry) || isInNetwork(host, entry)) : false;
}

function isInNetwork(host: string, entry: string): boolean {
  const [network = '', bits = '', ...rest] = entry.split('/');
  if (!isIPv4(host) || !isIPv4(network) || !/^\d{1,2}$/.test(bits) || Number(bits) > 32 || rest.length > 0)
    return false;
  const networks = new BlockList();
  networks.addSubnet(network, Number(bits));
  return networks.check(host);
}
