import { draws } from '../people/random.ts';

type Plain = Record<string, unknown>;

interface Edges {
  edges: { node: Plain }[];
}

const isConnection = (value: unknown): value is Edges =>
  typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'edges'));

interface Line {
  text: string;
  children: Line[];
}

/**
 * The lines of a bulk operation's result: every node of every connection is one of its own, with
 * its parent's id; a child comes after its parent, right behind it if they are to be grouped.
 */
export function linesOf(data: Plain, settings: { grouped: boolean; scrambled: boolean }) {
  const roots = Object.values(data).flatMap((value) => isConnection(value) ? nodesOf(value) : []);
  const lines = settings.grouped
    ? roots.flatMap(grouped)
    : levels(settings.scrambled ? shuffled(roots) : roots, settings.scrambled);
  return { lines, roots: roots.length };
}

function nodesOf({ edges }: Edges, parentId?: unknown): Line[] {
  return edges.map(({ node }) => {
    const own: Plain = {};
    const children: Line[] = [];
    for (const [name, value] of Object.entries(node)) {
      if (isConnection(value)) children.push(...nodesOf(value, node.id));
      else own[name] = value;
    }
    if (parentId !== undefined) own.__parentId = parentId;
    return { text: JSON.stringify(own), children };
  });
}

const grouped = (line: Line): string[] => [line.text, ...line.children.flatMap(grouped)];

/** Parents first, then all their children, and so on. */
function levels(lines: Line[], scrambled: boolean): string[] {
  if (lines.length === 0) return [];
  const below = lines.flatMap(({ children }) => children);
  return [
    ...lines.map(({ text }) => text),
    ...levels(scrambled ? shuffled(below) : below, scrambled),
  ];
}

function shuffled<T>(items: T[]): T[] {
  const draw = draws(items.length);
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = draw.below(last + 1);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}
