/** The parts of a request that a route is given. */
export interface ReadRequest {
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly body: unknown;
}

export async function readRequest(request: Request): Promise<ReadRequest> {
  const headers = Object.fromEntries([...request.headers].map(([name, value]) => [name.toLowerCase(), value]));
  const text = await request.clone().text();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return { query, headers, text, body: bodyOf(text, headers['content-type'] ?? '') };
}

function bodyOf(text: string, type: string): unknown {
  if (text === '') return undefined;
  if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
