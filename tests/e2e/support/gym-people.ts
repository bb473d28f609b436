import { expect } from 'vitest';
import { call } from '../../../testkit/http/call.ts';
import { found, type Someone, someone, tenYearsAgo } from './callers.ts';

/** A gym with who runs it, a member, and a parent whose child trains there. */
export interface GymPeople {
  gym: string;
  manager: Someone;
  member: Someone;
  parent: Someone;
  /** The child's id. */
  child: string;
  /** Somebody joins the gym and is approved, in a role; `query` names the child of a parent who asks. */
  join(who: Someone, query?: string, role?: string): Promise<void>;
}

/** The id of who calls. */
export const idOf = async ({ client }: Someone): Promise<string> =>
  (await call(client, 'GET', 'identity/me')).body.id;

/** Founds a gym, whose member and child have been approved. */
export async function gymWithPeople(memberName = 'Mel', gymName = 'Dojo'): Promise<GymPeople> {
  const [manager, member, parent] = await Promise.all([
    someone('Mia'),
    someone(memberName),
    someone('Pia'),
  ]);
  const gym = await found(manager, gymName);
  const join: GymPeople['join'] = async (who, query = '', role = 'STUDENT') => {
    const asked = await call(who.client, 'POST', `academy/gyms/${gym}/memberships${query}`);
    const path = `academy/memberships/${asked.body.id}/approve`;
    expect((await call(manager.client, 'POST', path, { body: { role } })).status).toBe(200);
  };
  await join(member);
  const { body: { id: child } } = await call(parent.client, 'POST', 'identity/children', {
    body: {
      ...{ first_name: 'Bia', birth_date: tenYearsAgo() },
      ...{ relation: 'parent', consent: '2026-11.en' },
    },
  });
  await join(parent, `?user_id=${child}`);
  return { gym, manager, member, parent, child, join };
}
