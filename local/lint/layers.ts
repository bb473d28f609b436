/**
 * Keeps imports going one way:
 * `supabase/functions` → `src/<feature>` → `src/files`, `src/sending` → `src/jobs` → `src/contract`
 * and `src/db` → plain modules of `src`.
 */
const ROOT = decodeURIComponent(new URL('../../', import.meta.url).pathname);

/** Where deployed code may make its own connection. */
const CONNECTING = [
  /^supabase\/functions\/_shared\/db(\.ts|\/)/,
];

/** Loaded for its types everywhere, but at run time only where every feature is asked. */
const WHOLE_SCHEMA = /\/db\/schema\/index\.ts$/;
const EXPORTS_EVERYTHING = 'supabase/functions/identity/index.ts';

const DRIVERS = ['postgres', 'drizzle-orm/postgres-js'];

/** Folders of which nothing is deployed; tests and the bench share the test kit and nothing else. */
type Tooling = 'local' | 'console' | 'testkit' | 'tests' | 'bench';

interface Place {
  path: string;
  layer:
    | 'functions'
    | 'shared'
    | 'feature'
    | 'files'
    | 'jobs'
    | 'contract'
    | 'db'
    | 'plain'
    | Tooling;
  /** The function or feature it belongs to; '' where that means nothing. */
  owner: string;
}

const MODULES: Place['layer'][] = ['shared', 'feature', 'files', 'jobs', 'contract', 'db', 'plain'];
const PRODUCT: Place['layer'][] = ['functions', ...MODULES];

const MAY_IMPORT: Record<Place['layer'], Place['layer'][]> = {
  functions: PRODUCT,
  shared: ['shared', 'files', 'jobs', 'contract', 'db', 'plain'],
  feature: ['feature', 'files', 'jobs', 'contract', 'db', 'plain'],
  files: ['files', 'jobs', 'contract', 'db', 'plain'],
  jobs: ['jobs', 'contract', 'db', 'plain'],
  contract: ['contract', 'db', 'plain'],
  db: ['db', 'plain'],
  plain: ['plain'],
  local: [...PRODUCT, 'local', 'console'],
  // The access page shows what `tests/access` declares and tries; the rehearsal tries it, too.
  console: [...PRODUCT, 'local', 'console', 'testkit', 'tests'],
  testkit: [...PRODUCT, 'local', 'testkit'],
  tests: [...PRODUCT, 'local', 'console', 'testkit', 'tests'],
  bench: [...PRODUCT, 'local', 'testkit', 'bench'],
};

function placeOf(absolute: string): Place {
  const path = absolute.startsWith(ROOT) ? absolute.slice(ROOT.length) : absolute;
  const [top, second = '', third] = path.split('/');
  if (top === 'supabase' && second === 'functions') {
    return third === '_shared'
      ? { path, layer: 'shared', owner: '' }
      : { path, layer: 'functions', owner: third ?? '' };
  }
  if (top === 'drizzle') return { path, layer: 'db', owner: '' };
  if (top === 'testkit' || top === 'tests' || top === 'bench') {
    return { path, layer: top, owner: '' };
  }
  if (top === 'local' && (second === 'console' || second === 'rehearsal')) {
    return { path, layer: 'console', owner: '' };
  }
  if (top !== 'src') return { path, layer: 'local', owner: '' };
  if (third === undefined) return { path, layer: 'plain', owner: '' };
  if (second === 'db' || second === 'contract' || second === 'jobs') {
    return { path, layer: second, owner: '' };
  }
  if (second === 'files' || second === 'sending') return { path, layer: 'files', owner: second };
  return { path, layer: 'feature', owner: second };
}

/** What is wrong with an import, if anything is. */
export function faultOf(file: string, specifier: string, typeOnly: boolean): string | undefined {
  const from = placeOf(file);
  const isTest = /\.test\.tsx?$/.test(from.path);
  const deployed = PRODUCT.includes(from.layer) && !isTest;
  if (!specifier.startsWith('.')) {
    const free = !deployed || typeOnly || CONNECTING.some((pattern) => pattern.test(from.path));
    if (free || !DRIVERS.includes(specifier)) return undefined;
    return `Only the door connects to Postgres: take a Database as an argument, or get one from ` +
      `supabase/functions/_shared/db.ts.`;
  }
  if (!/\.(tsx?|json|css)$/.test(specifier)) {
    return `"${specifier}" needs its extension: the deploy leaves files out that lack it.`;
  }
  if (isTest) return undefined;
  if (deployed && !typeOnly && WHOLE_SCHEMA.test(specifier) && from.path !== EXPORTS_EVERYTHING) {
    return `Import the table's own file, or its feature's index: a function loads what it serves.`;
  }
  const to = placeOf(new URL(specifier, `file://${file}`).pathname);
  if (!MAY_IMPORT[from.layer].includes(to.layer)) {
    return `${from.path} must not import ${to.path}: imports go from supabase/functions to a ` +
      `feature in src, and from there to src/contract and src/db.`;
  }
  if (to.layer === from.layer && to.owner !== from.owner) {
    return `"${from.owner}" must not import "${to.owner}": what two share moves down a layer.`;
  }
  return undefined;
}

interface ModuleNode {
  source?: { value: unknown } | null;
  importKind?: string;
  exportKind?: string;
}

interface LintContext {
  filename: string;
  report(fault: { node: ModuleNode; message: string }): void;
}

export default {
  name: 'tatame',
  rules: {
    layers: {
      create(context: LintContext) {
        const check = (node: ModuleNode) => {
          const specifier = node.source?.value;
          if (typeof specifier !== 'string') return;
          const typeOnly = node.importKind === 'type' || node.exportKind === 'type';
          const message = faultOf(context.filename, specifier, typeOnly);
          if (message) context.report({ node, message });
        };
        return {
          ImportDeclaration: check,
          ImportExpression: check,
          ExportAllDeclaration: check,
          ExportNamedDeclaration: check,
        };
      },
    },
  },
};
