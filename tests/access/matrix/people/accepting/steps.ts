import type { Probe } from '../../../proof/cells.ts';
import { FRESH, TEXT, tokenHashOf } from '../../../world/people.ts';
import { becomeSystem, elsewhere } from '../../returning.ts';

const says = { provider: 'clerk', email: FRESH, email_verified: 'true', issued_at: '2025-01-01' };
export const arrive = (more: Record<string, string> = {}) => [
  elsewhere({ sub: 'user_fresh', tatame_identity: { ...says, ...more } }),
  `select outcome from private.ensure_user()`,
];
export const open = (row: string, what = `'ok'`, text = TEXT) =>
  `select ${what} from private.accept_invitation('${tokenHashOf(row)}', '${text}')`;
export const accept = (row: string, { before = [] as string[], then = [] as string[] } = {}) => [
  ...before,
  ...arrive(),
  open(row),
  ...then,
];
export const afterwards = (query: string) => [becomeSystem, query];
export const asSystem = (...steps: string[]) => [becomeSystem, ...steps];
export const fresh = `(select id from public.users where subject = 'user_fresh')`;

/** Some of the probes, with what comes of them. */
export interface Part {
  probes: Record<string, Probe>;
  access: string[];
}
