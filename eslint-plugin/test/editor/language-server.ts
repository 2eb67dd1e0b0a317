import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CodeAction,
  type Command,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';

const require = createRequire(import.meta.url);
const SERVER = join(
  dirname(require.resolve('vscode-langservers-extracted/package.json')),
  'bin/vscode-eslint-language-server',
);

const HEAP_REPORTER = fileURLToPath(new URL('heap-reporter.cjs', import.meta.url));

/** An editor that has a folder open, as far as ESLint's language server can tell. */
export class Editor {
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #versions = new Map<string, number>();
  readonly #edits: WorkspaceEdit[] = [];

  private constructor(readonly root: string) {
    const node = ['--expose-gc', '--require', HEAP_REPORTER];
    this.#process = spawn(process.execPath, [...node, SERVER, '--stdio'], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    const { stdin, stdout } = this.#process;
    if (stdin === null || stdout === null) throw new Error('The language server has no streams.');
    this.#connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.#settings()),
    );
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      this.#edits.push(edit);
      return { applied: true };
    });
    this.#connection.listen();
  }

  static async open(root: string): Promise<Editor> {
    const editor = new Editor(root);
    const rootUri = pathToFileURL(root).href;
    await editor.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'shop' }],
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          applyEdit: true,
          workspaceEdit: { documentChanges: true },
        },
        textDocument: { publishDiagnostics: { codeDescriptionSupport: true } },
      },
    });
    await editor.#connection.sendNotification('initialized', {});
    return editor;
  }

  /** Shows a file, or a new text of one that is shown, and gives what the server says of it. */
  async show(path: string, text: string): Promise<Diagnostic[]> {
    const uri = this.#uriOf(path);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    if (version === 1) {
      const textDocument = { uri, languageId: 'typescript', version, text };
      await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
    } else {
      const textDocument = { uri, version };
      await this.#connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
    }
    const { items } = await this.#connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return items;
  }

  /** The actions that are offered for a problem. */
  async actionsFor(path: string, diagnostic: Diagnostic): Promise<(CodeAction | Command)[]> {
    return await this.#connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.#uriOf(path) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
  }

  /** Carries out an action and gives the text that it makes of a file. */
  async apply(action: CodeAction | Command, path: string, text: string): Promise<string> {
    const command = typeof action.command === 'object' ? action.command : (action as Command);
    await this.#connection.sendRequest('workspace/executeCommand', command);
    const edits = this.#edits.splice(0).flatMap((edit) => editsOf(edit, this.#uriOf(path)));
    const sorted = edits.sort((a, b) => offsetIn(text, b.range.start) - offsetIn(text, a.range.start));
    return sorted.reduce(
      (result, { range, newText }) =>
        result.slice(0, offsetIn(result, range.start)) + newText + result.slice(offsetIn(result, range.end)),
      text,
    );
  }

  /** The bytes of the server's heap that are in use. */
  async usedHeap(): Promise<number> {
    this.#process.send('heap');
    const [bytes] = (await once(this.#process, 'message')) as [number];
    return bytes;
  }

  close(): void {
    this.#connection.dispose();
    this.#process.kill();
  }

  #uriOf(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  #settings() {
    return {
      validate: 'on',
      run: 'onType',
      quiet: false,
      options: {},
      experimental: {},
      useFlatConfig: true,
      useESLintClass: true,
      onIgnoredFiles: 'off',
      rulesCustomizations: [],
      problems: { shortenToSingleLine: false },
      codeAction: {
        disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' },
        showDocumentation: { enable: true },
      },
      codeActionOnSave: { mode: 'all' },
      format: false,
      nodePath: null,
      packageManager: 'npm',
      workingDirectory: { mode: 'location' },
      workspaceFolder: { uri: pathToFileURL(this.root).href, name: 'shop' },
    };
  }
}

function editsOf({ documentChanges = [], changes = {} }: WorkspaceEdit, uri: string): TextEdit[] {
  const changed = documentChanges.flatMap((each) =>
    'edits' in each && each.textDocument.uri === uri ? (each.edits as TextEdit[]) : [],
  );
  return [...changed, ...(changes[uri] ?? [])];
}

function offsetIn(text: string, { line, character }: { line: number; character: number }): number {
  return (
    text
      .split('\n')
      .slice(0, line)
      .reduce((sum, each) => sum + each.length + 1, 0) + character
  );
}
