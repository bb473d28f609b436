/** Finds the conditions in SQL text, well enough for expressions and bodies as they are written here. */

interface Span {
  start: number;
  end: number;
}

const END = /^(?:and|or|then|limit|order|group|returning|union|on conflict|do|end)\b/i;

/** Where the condition that begins at `start` ends: at a boundary outside of its own parentheses. */
function endOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "'") at = text.indexOf("'", at + 1);
    else if (char === '(') depth++;
    else if (char === ')' && depth-- === 0) return at;
    else if (depth === 0 && (char === ';' || (/\s/.test(char) && END.test(text.slice(at + 1))))) {
      return at;
    }
  }
  return text.length;
}

/** Every condition behind `where`, `if`, `and`, `or` or `:=` of a boolean, and those in parentheses. */
function conditions(source: string): Span[] {
  const body = source.replaceAll(/'[^']*'|--.*/g, (text) => '_'.repeat(text.length));
  const spans: Span[] = [];
  const openers =
    /\b(?:where|(?<!end )if|elsif|and|or|boolean :=)\s+(?!case\b)|(?<=\b(?:and|or|where|if|not) )\(/gi;
  for (const match of body.matchAll(openers)) {
    const start = match.index + match[0].length;
    spans.push({ start, end: endOf(body, start) });
  }
  return spans.filter(({ start, end }) => body.slice(start, end).trim() !== '');
}

export interface Rewrite {
  /** What was changed into what, on one line. */
  change: string;
  text: string;
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** The body with one condition at a time made always true, or always false. */
export function conditionRewrites(body: string): Rewrite[] {
  return conditions(body).flatMap(({ start, end }, index) =>
    ['true', 'false'].map((constant) => ({
      change: `condition ${index + 1}, "${oneLine(body.slice(start, end))}", is ${constant}`,
      text: body.slice(0, start) + constant + body.slice(end),
    }))
  );
}

/** The body without one assignment at a time: `new.x := …;`, or one column of an update's `set`. */
export function assignmentRewrites(body: string): Rewrite[] {
  const statements = [...body.matchAll(/^\s*new\.\w+ := [^;]+;/gm)].map((match) => ({
    change: `without "${oneLine(match[0])}"`,
    text: body.replace(match[0], ''),
  }));
  const columns = [...body.matchAll(/\bset ((?:\w+ = [^;]+?))(?=;|\swhere\b|\sreturning\b)/g)]
    .flatMap((match) => {
      const list = splitOutside(match[1] as string, ',');
      return list.length === 1 ? [] : list.map((column) => ({
        change: `without setting "${oneLine(column)}"`,
        text: body.replace(match[1] as string, list.filter((other) => other !== column).join(',')),
      }));
    });
  return [...statements, ...columns].map(({ change, text }, index, all) => {
    const before = all.slice(0, index).filter((other) => other.change === change).length;
    return { change: before === 0 ? change : `${change}, place ${before + 1}`, text };
  });
}

/** The parts of a text between separators that stand outside of parentheses and quotes. */
export function splitOutside(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "'") quoted = !quoted;
    if (!quoted && char === '(') depth++;
    if (!quoted && char === ')') depth--;
    if (!quoted && depth === 0 && text.startsWith(separator, at)) {
      parts.push('');
      at += separator.length - 1;
    } else parts[parts.length - 1] += char;
  }
  return parts;
}

/** The arms of a policy's outermost AND or OR, as `pg_get_expr` prints it, and their operator. */
export function armsOf(expression: string): { arms: string[]; operator: string } {
  const inner = expression.replace(/^\((.*)\)$/s, '$1');
  for (const operator of [' AND ', ' OR ']) {
    const arms = splitOutside(inner, operator);
    if (arms.length > 1) return { arms, operator };
  }
  return { arms: [expression], operator: '' };
}
