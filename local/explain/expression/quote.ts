import type { Relation } from '../explanation.ts';

/** A name as it is spelled in the catalog, in SQL. */
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL that reads the same whatever `standard_conforming_strings` says. */
export const literal = (text: string | null): string => {
  if (text === null) return 'null';
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
};

export const qualified = ({ schema, name }: Relation): string => `${ident(schema)}.${ident(name)}`;

/** For people: without the quotes that the name does not need. */
export const spoken = ({ schema, name }: Relation): string =>
  [schema, name].map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) ? part : ident(part))).join('.');

/** As a dollar-quoted string can not be closed by what it holds. */
export const dollarQuoted = (body: string): string => {
  let tag = '$explain$';
  for (let n = 0; body.includes(tag); n++) tag = `$explain${n}$`;
  return tag + body + tag;
};
