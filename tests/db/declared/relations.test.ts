import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import * as schema from '../../../src/db/schema/index.ts';
import { useDoor } from '../../../testkit/database/door.ts';

const under = useDoor();
const { gyms, memberships, users } = schema;

describe('relations', () => {
  it('lead from a gym to its manager, and from a membership to its role and who decided', async () => {
    const db = under.door.asSystem('test');
    const [manager, student] = await db.insert(users).values(
      ['manager', 'student'].map((subject) => ({
        ...{ subject, first_name: subject },
        ...{ provider: 'clerk' as const, source: 'import' as const },
      })),
    ).returning();
    const [gym] = await db.insert(gyms).values({ name: 'North', manager_id: manager!.id })
      .returning();
    await db.insert(memberships).values({
      ...{ gym_id: gym!.id, user_id: student!.id, role: 'INSTRUCTOR' as const },
      ...{ decided_by: manager!.id, approved_at: new Date() },
    });
    const found = await db.query.memberships.findFirst({
      where: eq(memberships.user_id, student!.id),
      with: { gym: { with: { manager: true } }, user: true, decider: true, roleRow: true },
    });
    expect(found).toMatchObject({
      role: 'INSTRUCTOR',
      roleRow: { id: 'INSTRUCTOR' },
      user: { first_name: 'student' },
      decider: { first_name: 'manager' },
      gym: { name: 'North', manager: { first_name: 'manager' } },
    });
  });
});
