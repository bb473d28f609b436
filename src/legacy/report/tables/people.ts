import { dayIn, lineIn, momentIn } from '../reading.ts';
import { momentSql } from '../side.ts';
import type { ReportTable } from '../table.ts';

const GENDERS: Record<string, string> = {
  ...{ f: 'female', feminino: 'female', m: 'male', masculino: 'male', outro: 'other' },
};
const alive = (sql: string) => `case when t.deleted_at is null then ${sql} end`;

export const users: ReportTable = {
  table: 'users',
  columns: [
    ...['clerk_user_id', 'deleted_at', 'created_at', 'migrated_at', 'email', 'first_name'],
    ...['last_name', 'profile_picture', 'birth', 'gender', 'phone', 'instagram', 'role', 'gym_id'],
    ...['approved_at', 'denied_at', 'plan', 'customer_id', 'subscription_id', 'expo_push_token'],
  ],
  read(id, cells, { manages, deviceOf }) {
    const [subject, deleted, created, migrated, email, first, last, picture] = cells.slice(0, 8);
    const [birth, gender, phone, instagram, role, gym, approved, denied] = cells.slice(8, 16);
    const [plan, customer, subscription, device] = cells.slice(16);
    const manager = manages.has(id);
    const belongs = lineIn(gym!) !== null;
    const lower = (text: string | null) => lineIn(text)?.toLowerCase() ?? null;
    const token = lineIn(device!);
    const about = [
      ...[lineIn(email!), lineIn(first!), lineIn(last!), lineIn(picture!), dayIn(birth!)],
      lower(gender!) && (GENDERS[lower(gender!)!] ?? lower(gender!)),
      lineIn(phone!)?.replace(/[ \-.()/]/g, '') || null,
      lineIn(instagram!)?.replace(/^@+/, '') || null,
      lower(plan!) ?? 'free',
      lineIn(customer!),
      lineIn(subscription!),
    ];
    const membership = [
      manager ? 'MANAGER' : lineIn(role!)?.toUpperCase() ?? 'STUDENT',
      momentIn(approved!) ?? (manager ? momentIn(created!) : null),
      manager ? null : momentIn(denied!),
    ];
    const gone = lineIn(deleted!) !== null;
    return {
      words: [
        ...[lineIn(subject!), momentIn(created!), momentIn(migrated!)],
        ...about.map((word) => gone ? null : word),
        ...membership.map((word) => belongs ? word : null),
      ],
      sums: {
        people: Number(!gone),
        members: Number(belongs),
        customers: Number(!gone && lineIn(customer!) !== null),
        devices: Number(!gone && token !== null && deviceOf.get(token) === id),
      },
      relations: { gym_id: belongs ? Number(gym) : null },
    };
  },
  here: {
    from: `public.users t
      left join public.memberships m on m.legacy_id = t.legacy_id
      left join public.gyms g on g.id = m.gym_id
      left join public.user_profiles p on p.user_id = t.id`,
    version: 'greatest(t.updated_at, m.updated_at)',
    words: [
      ...['t.subject', momentSql('t.created_at'), momentSql('t.migrated_at')],
      ...['t.email', 't.first_name', 't.last_name', 't.image_url', 't.birth_date::text'],
      ...['t.gender', 't.phone', 't.instagram', alive('p.plan')],
      ...['p.stripe_customer_id', 'p.stripe_subscription_id'],
      ...['m.role', momentSql('m.approved_at'), momentSql('m.denied_at')],
    ],
    sums: {
      people: '(t.deleted_at is null)::integer',
      members: '(m.id is not null)::integer',
      customers: `(select count(*) from private.stripe_customers c
        where c.user_id = t.id and c.customer_id = p.stripe_customer_id)`,
      devices: '(select count(*) from public.push_tokens d where d.user_id = t.id)',
    },
    relations: { gym_id: 'g.legacy_id' },
  },
};
