import type { Claims } from '../../../src/caller.ts';

/** Somebody whose eyes the console can borrow. */
export interface Person {
  /** Names them in addresses: `anonymous`, `system`, `user.<id>` or `made.<id>`. */
  key: string;
  label: string;
  /** What their token says; null for those who carry none. */
  claims: Claims | null;
  /** The holder of the secret key: behind the other door, where row security does not reach. */
  isSystem: boolean;
  /** `users.id`, of those who have a row. */
  userId?: string;
}

export const ANONYMOUS: Person = {
  key: 'anonymous',
  label: 'anonymous visitor',
  claims: null,
  isSystem: false,
};

export const SYSTEM: Person = {
  key: 'system',
  label: 'the system (secret key)',
  claims: null,
  isSystem: true,
};
