import postgres from 'postgres';
import type { MemberRole } from '../../src/db/schema/platform/member-roles.ts';

/** Someone to put into a gym; `subject` is what their tokens will carry. */
export interface DemoPerson {
  subject: string;
  email: string;
  firstName: string;
  lastName: string;
  role: MemberRole;
  gym: string;
}

/** Waits for a decision in the first gym, so that there is one to make. Cannot sign in. */
const APPLICANT = {
  subject: 'demo-applicant',
  email: 'applicant@tatame.test',
  firstName: 'Paula',
  lastName: 'Nunes',
};

/**
 * Demo data: the people, their gyms and approved memberships, one open request to join, a release of
 * the app. All of it in one transaction; what is there already is left as it is.
 *
 * @param databaseUrl role `postgres`
 */
export async function seed(databaseUrl: string, people: readonly DemoPerson[]): Promise<void> {
  const db = postgres(databaseUrl, { max: 1, prepare: false, onnotice: () => {} });
  try {
    await db.begin(async (tx) => {
      for (const { subject, email, firstName, lastName } of [...people, APPLICANT]) {
        await tx`
          insert into users (subject, provider, email, first_name, last_name, source)
          values (${subject}, 'supabase', ${email}, ${firstName}, ${lastName}, 'import')
          on conflict (subject) where deleted_at is null do nothing`;
      }
      // Managers first: the database gives whoever a gym is registered to their membership.
      for (const { subject, gym } of people.filter(({ role }) => role === 'MANAGER')) {
        await tx`
          insert into gyms (name, timezone, manager_id)
          select ${gym}, 'America/Sao_Paulo', u.id from users u
          where u.subject = ${subject} and u.deleted_at is null
            and not exists (select from gyms g where g.name = ${gym})`;
      }
      for (const { subject, gym, role } of people) {
        await tx`
          insert into memberships (user_id, gym_id, role, approved_at, decided_by)
          select u.id, g.id, ${role}, now(), g.manager_id from users u, gyms g
          where u.subject = ${subject} and u.deleted_at is null and g.name = ${gym}
          on conflict (user_id, gym_id) do nothing`;
      }
      await tx`
        insert into memberships (user_id, gym_id)
        select u.id, g.id from users u, gyms g
        where u.subject = ${APPLICANT.subject} and g.name = ${people[0]?.gym ?? ''}
        on conflict (user_id, gym_id) do nothing`;
      await tx`
        insert into versions (app_version) values ('1.0.0') on conflict (app_version) do nothing`;
      await tx`
        insert into app_stores (store, url)
        values ('ios', 'https://apps.apple.com/app/id0000000000'),
          ('android', 'https://play.google.com/store/apps/details?id=test.tatame')
        on conflict (store) where disabled_at is null do nothing`;
    });
  } finally {
    await db.end();
  }
}
