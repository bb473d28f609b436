import type { Attributes } from '../markup/markup.ts';

/** ECMA-376's namespace of Word's elements, as it is written by default and in its strict form. */
const NAMESPACES = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
];

/** An element of Word's, or one of another namespace, whose `local` is undefined. */
interface WordElement {
  local: string | undefined;
  /** An attribute's value, or ''. */
  value(attribute: string): string;
}

/** Reads names of a part from its root element on, whatever prefix that gives to Word's namespace. */
export function wordNames(): (name: string, attributes?: Attributes) => WordElement {
  let prefix: string | undefined;
  return (name, attributes = {}) => {
    prefix ??= prefixIn(attributes);
    const own = prefix + name.slice(prefix.length) === name;
    return {
      local: own ? name.slice(prefix.length) : undefined,
      value: (attribute) => attributes[prefix + attribute] ?? attributes[attribute] ?? '',
    };
  };
}

function prefixIn(attributes: Attributes): string {
  const declared = Object.entries(attributes).find(([, value]) => NAMESPACES.includes(value))?.[0];
  if (declared === 'xmlns') return '';
  return declared?.startsWith('xmlns:') ? `${declared.slice('xmlns:'.length)}:` : 'w:';
}
