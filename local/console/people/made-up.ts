import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Claims } from '../../../src/caller.ts';
import type { Person } from './person.ts';

const KEPT = 30;
const DAY_S = 86_400;

const now = () => Math.floor(Date.now() / 1000);

/** People that no row knows, each to try one thing. All tokens are signed by this stack's key. */
export const templates = {
  stranger: {
    label: 'a stranger',
    what: 'a good token of somebody who has never called',
    claims: (): Claims => ({ sub: randomUUID(), role: 'authenticated' }),
  },
  expired: {
    label: 'an expired one',
    what: 'the token is of yesterday: nobody gets in with it',
    claims: (): Claims => ({ sub: randomUUID(), role: 'authenticated', exp: now() - DAY_S }),
  },
  clerk: {
    label: "Clerk's",
    what: 'a subject that is no uuid, and the claims of a session of Clerk',
    claims: (): Claims => ({
      sub: `user_${randomUUID().replaceAll('-', '').slice(0, 27)}`,
      role: 'authenticated',
      azp: 'https://app.tatame.test',
      sid: `sess_${randomUUID().replaceAll('-', '').slice(0, 27)}`,
      sts: 'active',
      fva: [0, -1],
    }),
  },
};
export type Template = keyof typeof templates;

export const isTemplate = (name: string): name is Template => Object.hasOwn(templates, name);

const TypedClaims = z.looseObject({ sub: z.string().min(1) });

export interface MadeUpPeople {
  list(): Person[];
  find(key: string): Person | undefined;
  make(template: Template): Person;
  /**
   * Makes somebody of claims as they were typed.
   * @returns what is wrong with the text, where it is no JSON object with a `sub`
   */
  type(text: string): Person | { fault: string };
}

/** Keeps the latest made-up people for as long as the stack runs. */
export function createMadeUpPeople(): MadeUpPeople {
  const people: Person[] = [];
  let last = 0;
  const add = (label: string, claims: Claims): Person => {
    last++;
    const person = {
      // No number: after a restart it would be somebody else in a page that is still open.
      key: `made.${randomUUID()}`,
      label: `${label} ${last}`,
      claims,
      isSystem: false,
    };
    people.unshift(person);
    people.length = Math.min(people.length, KEPT);
    return person;
  };
  return {
    list: () => [...people],
    find: (key) => people.find((person) => person.key === key),
    make: (template) => add(templates[template].label, templates[template].claims()),
    type(text) {
      const parsed = TypedClaims.safeParse(parse(text));
      if (!parsed.success) return { fault: 'Claims are a JSON object with a "sub".' };
      return add(parsed.data.sub, parsed.data);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
