import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programs } from './programs';
import { freePort } from './free-port';

/** A set of labels with a value, as Prometheus' API gives it. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Alert {
  readonly labels: Readonly<Record<string, string>> & { readonly alertname: string };
  readonly state: 'pending' | 'firing';
}

export interface PrometheusOptions {
  /** The text of the rules. */
  readonly rules: string;
  /** Addresses to scrape, by job. */
  readonly jobs: Readonly<Record<string, readonly string[]>>;
}

/** A real Prometheus that scrapes a few times a second; reachable from this machine only. */
export class Prometheus {
  readonly #url: string;
  readonly stop: () => Promise<void>;

  private constructor(url: string, stop: () => Promise<void>) {
    this.#url = url;
    this.stop = stop;
  }

  static async start({ rules, jobs }: PrometheusOptions): Promise<Prometheus> {
    const { prometheus } = await programs();
    const folder = await mkdtemp(join(tmpdir(), 'handrail-prometheus-'));
    const port = await freePort();
    await writeFile(join(folder, 'rules.yml'), rules);
    // JSON is YAML.
    await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(configuration(jobs)));
    const child = spawn(
      prometheus,
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=warn',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const killWithUs = () => void child.kill('SIGKILL');
    process.once('exit', killWithUs);
    const stop = async () => {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', killWithUs);
      await rm(folder, { recursive: true, force: true });
    };
    const url = `http://127.0.0.1:${port}`;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`Prometheus ended at once:\n${output}`);
      const isReady = await fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return new Prometheus(url, stop);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** What an expression gives now. */
  async query(expression: string): Promise<readonly Series[]> {
    const { result } = await this.#get<{ result: { metric: Record<string, string>; value: [number, string] }[] }>(
      `query?query=${encodeURIComponent(expression)}`,
    );
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  async alerts(): Promise<readonly Alert[]> {
    const { alerts } = await this.#get<{ alerts: readonly Alert[] }>('alerts');
    return alerts;
  }

  /** Rules that cannot be evaluated, with the reason. */
  async brokenRules(): Promise<readonly string[]> {
    const { groups } = await this.#get<{ groups: { rules: { name: string; lastError?: string }[] }[] }>('rules');
    return groups.flatMap(({ rules }) =>
      rules.flatMap(({ name, lastError }) => (lastError ? [`${name}: ${lastError}`] : [])),
    );
  }

  async #get<T>(path: string): Promise<T> {
    const answer = (await (await fetch(`${this.#url}/api/v1/${path}`)).json()) as { data?: T; error?: string };
    if (answer.data === undefined) throw new Error(`Prometheus refuses ${decodeURIComponent(path)}: ${answer.error}`);
    return answer.data;
  }
}

function configuration(jobs: PrometheusOptions['jobs']): object {
  return {
    global: { scrape_interval: '250ms', scrape_timeout: '250ms', evaluation_interval: '250ms' },
    rule_files: ['rules.yml'],
    scrape_configs: Object.entries(jobs).map(([job, targets]) => ({
      job_name: job,
      static_configs: [{ targets }],
    })),
  };
}
