import type { Style } from '../style';

export interface DevServerFacts {
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl: string | undefined;
  readonly dbFilename: string | undefined;
}

/** What `handrail dev` says once the server answers. */
export function formatDevServer({ address, namespace, uiUrl, dbFilename }: DevServerFacts, style: Style): string {
  const environment = [
    `TEMPORAL_ADDRESS=${address}`,
    ...(namespace === 'default' ? [] : [`TEMPORAL_NAMESPACE=${inShell(namespace)}`]),
  ];
  return [
    style.bold(`Temporal is running at ${address}.`),
    `  UI:         ${uiUrl ?? 'none (--headless)'}`,
    `  Namespace:  ${namespace}`,
    `  Executions: ${dbFilename ?? 'in memory, gone when the server stops (--db-filename keeps them)'}`,
    `  Use it:     ${environment.join(' ')} npm start`,
    `  Stop it:    Ctrl-C`,
  ].join('\n');
}

function inShell(value: string): string {
  return /^[\w.-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
