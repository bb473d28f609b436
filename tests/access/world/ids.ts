import { createHash } from 'node:crypto';

const uuidOf = (kind: string, name: string): string =>
  createHash('md5').update(`${kind} ${name}`).digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const names = new Map<string, string>();

/** The id of a fixture, such as `users.student`, `gyms.north` or `memberships.pending`. */
export function idOf(reference: string): string {
  const [kind = '', name = ''] = reference.split('.');
  const id = uuidOf(kind, name);
  names.set(id, name);
  return id;
}

/** The name behind an id that `idOf` gave; anything else is returned as it is. */
export const nameOf = (value: string): string => names.get(value) ?? value;
