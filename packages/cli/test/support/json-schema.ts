import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

const SCHEMAS = {
  why: new URL('../../../operations/schemas/why.1.schema.json', import.meta.url),
  replay: new URL('../../../testing/schemas/replay.1.schema.json', import.meta.url),
};

/** What is wrong with the output of a command with `--json` by its published schema, also fields that it does not know. */
export function problemsBySchema(output: string, command: keyof typeof SCHEMAS): string[] {
  const ajv = new Ajv({ allErrors: true });
  addFormats(ajv);
  const isValid = ajv.compile(closed(JSON.parse(readFileSync(SCHEMAS[command], 'utf8'))) as object);
  if (isValid(JSON.parse(output))) return [];
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Readers take new fields; the test does not. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)] as const);
  return { ...Object.fromEntries(entries), ...('required' in schema && { additionalProperties: false }) };
}
