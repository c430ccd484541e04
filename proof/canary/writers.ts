import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A place in the sources where something leaves a process, or is kept: the file, and what writes there. */
export interface Writer {
  readonly file: string;
  readonly what: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['core', 'adapters', 'lambdas', 'local', 'functions-registry'];
/** What runs inside a seal is no part of the engine: its words are the function's. */
const ELSEWHERE = /^(?:local\/sandbox\/runtimes\/|functions-registry\/[^/]+\/)/;

/** AWS commands that only read. */
const READS = /^(?:Get|Query|Scan|Receive|List|Describe|Head|BatchGet)\w*Command$/;
const FILE_SYSTEM = /^(?:write|append|open|rename|mk|copy|cp|symlink|link|createWriteStream|truncate)/;
const PROCESSES = ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'];
const MODULES: Readonly<Record<string, (name: string) => boolean>> = {
  fs: (name) => FILE_SYSTEM.test(name),
  'fs/promises': (name) => FILE_SYSTEM.test(name),
  child_process: (name) => PROCESSES.includes(name),
  http: (name) => name === 'request' || name === 'get',
  https: (name) => name === 'request' || name === 'get',
  net: (name) => name === 'connect' || name === 'createConnection',
  dgram: () => true,
};
/** Calls by which a stream, a reply, a thread or a listener is told something, whatever the object is called. */
const TELLING = ['end', 'write', 'writeHead', 'setHeader', 'postMessage', 'emit', 'emitWarning'];
const REPLIES = ['json', 'text', 'html', 'body', 'redirect', 'newResponse', 'header', 'send'];
/** What Hono and Fastify call the object by which a handler replies. */
const REPLIERS = ['context', 'reply', 'c'];
const SQL_WRITES = /\b(?:insert\s+into|update\s+\w+\s|delete\s+from|create\s+(?:table|index|or))/i;

/** Every writer in the engine's sources, sorted. */
export function allWriters(): readonly Writer[] {
  return FOLDERS.flatMap(sourcesIn)
    .filter((file) => !ELSEWHERE.test(file))
    .flatMap((file) => writersIn(file, readFileSync(join(ROOT, file), 'utf8')));
}

/** The writers in one source text, each kind once, sorted. */
export function writersIn(file: string, text: string): readonly Writer[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = new Set<string>();
  const namespaces = namespacesOf(source);
  const look = (node: ts.Node): void => {
    for (const what of writesOf(node, namespaces)) found.add(what);
    ts.forEachChild(node, look);
  };
  look(source);
  return [...found].toSorted().map((what) => ({ file, what }));
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .toSorted();
}

function writesOf(node: ts.Node, namespaces: ReadonlyMap<string, string>): readonly string[] {
  if (ts.isImportDeclaration(node)) return importedWriters(node);
  if (ts.isNewExpression(node)) return constructed(node);
  if (ts.isPropertyAccessExpression(node)) return accessed(node, namespaces);
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'fetch')
    return ['fetch'];
  if (ts.isIdentifier(node) && node.text === 'console' && !isMethodOf(node)) return ['console'];
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node))
    return SQL_WRITES.test(node.text) ? ['SQL'] : [];
  return [];
}

function importedWriters({ moduleSpecifier, importClause }: ts.ImportDeclaration): readonly string[] {
  const module = moduleOf(moduleSpecifier);
  const isWriter = MODULES[module];
  const bindings = importClause?.namedBindings;
  if (!isWriter || !bindings || !ts.isNamedImports(bindings) || importClause?.isTypeOnly) return [];
  return bindings.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ propertyName, name }) => (propertyName ?? name).text)
    .filter(isWriter)
    .map((name) => `${module}.${name}`);
}

/** Names under which a whole module is known: `import * as http`. */
function namespacesOf(source: ts.SourceFile): ReadonlyMap<string, string> {
  return new Map(
    source.statements.flatMap((statement): [string, string][] => {
      if (!ts.isImportDeclaration(statement)) return [];
      const module = moduleOf(statement.moduleSpecifier);
      const { namedBindings, name } = statement.importClause ?? {};
      const whole = namedBindings && ts.isNamespaceImport(namedBindings) ? namedBindings.name : name;
      return whole && MODULES[module] ? [[whole.text, module]] : [];
    }),
  );
}

function constructed({ expression }: ts.NewExpression): readonly string[] {
  const name = expression.getText();
  if (/\wCommand$/.test(name)) return READS.test(name) ? [] : [name];
  return ['Logger', 'Response'].includes(name) ? [name] : [];
}

function accessed(
  node: ts.PropertyAccessExpression,
  namespaces: ReadonlyMap<string, string>,
): readonly string[] {
  const [object, name] = [node.expression.getText(), node.name.text];
  if (object === 'console') return [`console.${name}`];
  if (object === 'process' && ['stdout', 'stderr'].includes(name)) return [`process.${name}`];
  if (object === 'Response') return ['Response'];
  const module = namespaces.get(object);
  if (module) return MODULES[module]?.(name) ? [`${module}.${name}`] : [];
  if (!ts.isCallExpression(node.parent) || node.parent.expression !== node) return [];
  if (REPLIERS.includes(object) && REPLIES.includes(name)) return [`${object}.${name}`];
  return TELLING.includes(name) ? [`.${name}`] : [];
}

/** Whether it is the object of `console.log`, which is told by its method. */
function isMethodOf(node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
}

function moduleOf(specifier: ts.Expression): string {
  return ts.isStringLiteral(specifier) ? specifier.text.replace(/^node:/, '') : '';
}
