import type { Claims } from '../../../src/caller.ts';

/**
 * Who tries. Everyone but the last acts through `asCaller`; `system` through `asSystem`.
 *
 * Gym `north` is where the story takes place; `other…` people belong to gym `south`. There is no
 * `author` here: on every table that exists an author is simply the owner of a row, written `own`.
 */
export const actors = [
  'anonymous', // no token
  'frontDesk', // the device of north: to the database a visitor, who sends a token as an argument
  'newcomer', // a valid token whose person has no row yet
  'stranger', // signed in, in no gym
  'student',
  'pending', // asked to join
  'denied', // was turned down
  'barred', // was turned down, then withdrew
  'former', // taught here, then left
  'instructor',
  'manager', // the one gyms.manager_id names
  'deputy', // a second manager
  'otherManager',
  'guardian', // of a child in north
  'otherGuardian', // of a child in south
  'formerGuardian', // of the same child in north until it was ended, and of one who has grown up
  'deleted', // an erased account, once an instructor, whose token has not expired
  'system',
] as const;
export type Actor = (typeof actors)[number];

/** Who has no account. */
const children = ['child', 'otherChild', 'grown'] as const;

/** Rows belong to people; `fellow`, `otherStudent` and those without an account never act. */
export const people = [
  ...['manager', 'otherManager', 'student', 'fellow', 'instructor', 'deputy'] as const,
  ...['pending', 'denied', 'barred', 'former', 'deleted', 'otherStudent', 'stranger'] as const,
  ...['guardian', 'otherGuardian', 'formerGuardian'] as const,
  ...children,
] as const;
export type Person = (typeof people)[number];

const isPerson = (actor: string): actor is Person => people.some((person) => person === actor);

export const hasAccount = (name: Person) => !children.some((child) => child === name);

/** Both providers are played: Supabase subjects are uuids, Clerk's are not. */
export const subjectOf = (name: string) =>
  name === 'student' ? '5ae0ba59-6a1f-4b3c-8c9a-1b8d7d1e0a01' : `user_${name}`;

export type ApiRole = 'anon' | 'authenticated' | 'service_role';

export const roleOf = (actor: Actor): ApiRole =>
  actor === 'anonymous' || actor === 'frontDesk'
    ? 'anon'
    : actor === 'system'
    ? 'service_role'
    : 'authenticated';

/** What the actor's token says; null for those who carry none. */
export const claimsOf = (actor: Actor): Claims | null =>
  roleOf(actor) === 'authenticated'
    ? { sub: subjectOf(actor), role: 'authenticated', email: `${actor}@tatame.test` }
    : null;

/** The user id an actor gives as their own; those who have none name a stranger's. */
export const selfOf = (actor: Actor): Person => (isPerson(actor) ? actor : 'stranger');
