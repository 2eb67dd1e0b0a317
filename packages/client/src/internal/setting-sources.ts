import { accessSync, constants } from 'node:fs';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where connection settings come from, as messages name it. */
export class SettingSources {
  /** Undefined for the default profile. */
  readonly profile: string | undefined;
  /** Undefined for the file in the user's configuration folder, which need not be there. */
  readonly file: string | undefined;
  readonly profileSource: string;
  readonly fileSource: string;
  readonly #environment: Environment;

  constructor(options: {
    readonly profile?: string | undefined;
    readonly configFile?: string | undefined;
    readonly environment?: Environment | undefined;
  }) {
    this.#environment = options.environment ?? process.env;
    this.profile = options.profile ?? this.variable('TEMPORAL_PROFILE');
    this.file = options.configFile ?? this.variable('TEMPORAL_CONFIG_FILE');
    this.profileSource = options.profile === undefined ? 'TEMPORAL_PROFILE' : 'the option profile';
    this.fileSource = options.configFile === undefined ? 'TEMPORAL_CONFIG_FILE' : 'the option configFile';
  }

  /** A variable; empty is not set, as shells and container files write it. */
  variable(name: string): string | undefined {
    return this.#environment[name] || undefined;
  }

  /** The variables that the SDK's reader shall see. It takes an empty `TEMPORAL_TLS` for "no TLS". */
  variables(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.#environment).filter(
        // An empty TEMPORAL_GRPC_META_… takes a header of the file away.
        (entry): entry is [string, string] => Boolean(entry[1]) || entry[0].startsWith('TEMPORAL_GRPC_META_'),
      ),
    );
  }

  /** Names the variable that sets a field, else the field in its profile. */
  of(variable: string, field: string): string {
    return this.variable(variable) === undefined ? `${field} of ${this.profileName}` : variable;
  }

  get profileName(): string {
    return `profile "${this.profile ?? 'default'}" in ${this.fileName}`;
  }

  get fileName(): string {
    return this.file ?? 'temporal.toml';
  }

  /** Throws the file system's error where a file that was asked for cannot be read; the SDK's reader goes on without it. */
  requireFile(): void {
    if (this.file !== undefined) accessSync(this.file, constants.R_OK);
  }
}
