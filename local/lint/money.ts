/**
 * Keeps amounts and Shopify's ids out of JavaScript numbers, wherever the store is: both are decimal
 * digits in text, and Postgres reckons. A count may be coerced, under a name that says it is one.
 */
const ROOT = decodeURIComponent(new URL('../../', import.meta.url).pathname);

/** Where the store is; its adapter passes on what the verbs then read. */
const STORE = /^(src\/(db\/schema\/)?store\/|supabase\/functions\/(store\/|webhooks\/shopify))/;
const COUNT = /count$/i;
const MESSAGE = 'Money and ids of Shopify are text: a JavaScript number would round them.';

interface Node {
  type: string;
  name?: string;
  operator?: string;
  value?: unknown;
  callee?: Node;
  object?: Node;
  property?: Node;
  key?: Node;
  parent?: Node;
}

interface LintContext {
  filename: string;
  report(fault: { node: Node; message: string }): void;
}

/** `Number.parseFloat` for such an expression, `.toFixed` where it stands on something else. */
function nameOf(callee: Node | undefined): string {
  if (callee?.type === 'Identifier') return callee.name ?? '';
  if (callee?.type !== 'MemberExpression') return '';
  const { object, property } = callee;
  const owner = object?.type === 'MemberExpression' ? object.property?.name : object?.name;
  return `${owner ?? ''}.${property?.name ?? ''}`;
}

const isNumber = (callee: string): boolean =>
  /^(Number|parseFloat|parseInt|Number\.parse(Float|Int))$|\.toFixed$/.test(callee);

/** Whether an expression stands under a key that says that it is a count. */
function isCount(node: Node): boolean {
  for (let at: Node | undefined = node; at && at.type !== 'Program'; at = at.parent) {
    if (at.type === 'Property') return COUNT.test(at.key?.name ?? '');
  }
  return false;
}

export default {
  name: 'tatame-store',
  rules: {
    money: {
      create(context: LintContext) {
        const path = context.filename.replace(ROOT, '');
        if (!STORE.test(path) || path.endsWith('.test.ts')) return {};
        const check = (node: Node) => {
          const callee = nameOf(node.callee);
          if (isNumber(callee) || (callee === 'coerce.number' && !isCount(node))) {
            context.report({ node, message: MESSAGE });
          }
        };
        return {
          CallExpression: check,
          NewExpression: check,
          UnaryExpression: (node: Node) => {
            if (node.operator === '+') context.report({ node, message: MESSAGE });
          },
        };
      },
    },
  },
};
