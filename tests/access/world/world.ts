import type postgres from 'postgres';
import { hasAccount, people, type Person, subjectOf } from './actors.ts';
import { idOf } from './ids.ts';
import { checkInSets, populateCheckIns } from './check-ins.ts';
import { populateSystems, systemSets } from './belts/systems.ts';
import { populateBilling } from './billing.ts';
import { communitySets, populateCommunity } from './community.ts';
import { populateAgent } from './agent.ts';
import { populateClosings } from './closings.ts';
import { duesSets, populateDues } from './dues.ts';
import { birthDates, populateFamily } from './family.ts';
import { populateFrontDesk } from './front-desk.ts';
import { graduationSets, populateGraduations } from './belts/graduations.ts';
import { populatePeople } from './people.ts';
import { populateLegacy } from './legacy.ts';
import { populateKnowledge, populateVectors } from './knowledge.ts';
import { notificationSets, populateNotifications } from './notifications.ts';
import { populateOwner } from './owner.ts';
import { materialSets, populateMaterials } from './materials.ts';
import { populateTemplates } from './mailings/templates.ts';
import { populateSchedule, scheduleSets } from './schedule.ts';
import { populateAutomations } from './mailings/automations.ts';
import { populateEntries } from './mailings/entries.ts';
import { populateDryRuns } from './mailings/dry-runs.ts';
import { populateMessages } from './mailings/messages.ts';
import { populateRfm } from './store/rfm.ts';
import { populateBackfills } from './store/backfills.ts';
import { populateStore } from './store/store.ts';
import { populateDeliveries } from './store/deliveries.ts';

/** The small world every cell is tried in. Rows are known by name; `ids.ts` makes ids of the names. */
export const gyms = ['north', 'south', 'west'] as const;

/** Short words for several rows, as the grids use them. */
export const sets: Record<string, readonly string[]> = {
  members: ['student', 'fellow', 'instructor', 'manager', 'deputy', 'deleted', 'child', 'grown'],
  adults: ['student', 'fellow', 'instructor', 'manager', 'deputy', 'deleted', 'grown'],
  'at-north': [
    ...['student', 'fellow', 'instructor', 'manager', 'deputy', 'deleted', 'child', 'grown'],
    ...['pending', 'denied', 'barred', 'former'],
  ],
  'at-south': ['otherManager', 'otherStudent', 'otherChild'],
  'of-north': ['northGuide', 'northPlan'],
  ...scheduleSets,
  ...checkInSets,
  ...systemSets,
  ...graduationSets,
  ...notificationSets,
  ...communitySets,
  ...materialSets,
  ...duesSets,
};

const PAST = '2020-01-01T00:00:00Z';

/**
 * Memberships: the row's name, whose, where, and how it stands; those of the gyms' managers first.
 * Erasing an account ends its memberships. The deleted instructor's was left standing on purpose:
 * even so, their token must open nothing.
 */
const standing: [row: string, user: Person, gym: string, columns: Record<string, unknown>][] = [
  ['manager', 'manager', 'north', { role: 'MANAGER', approved_at: PAST }],
  ['otherManager', 'otherManager', 'south', { role: 'MANAGER', approved_at: PAST }],
  ['manager-south', 'manager', 'south', { role: 'INSTRUCTOR', approved_at: PAST }],
  ['student', 'student', 'north', { approved_at: PAST }],
  ['fellow', 'fellow', 'north', { approved_at: PAST }],
  ['instructor', 'instructor', 'north', { role: 'INSTRUCTOR', approved_at: PAST }],
  ['deputy', 'deputy', 'north', { role: 'MANAGER', approved_at: PAST }],
  ['pending', 'pending', 'north', {}],
  ['denied', 'denied', 'north', { denied_at: PAST }],
  ['barred', 'barred', 'north', { denied_at: PAST, left_at: PAST }],
  ['former', 'former', 'north', { role: 'INSTRUCTOR', approved_at: PAST, left_at: PAST }],
  ['deleted', 'deleted', 'north', { role: 'INSTRUCTOR', approved_at: PAST }],
  ['otherStudent', 'otherStudent', 'south', { approved_at: PAST }],
  ['child', 'child', 'north', { approved_at: PAST }],
  ['grown', 'grown', 'north', { approved_at: PAST }],
  ['otherChild', 'otherChild', 'south', { approved_at: PAST }],
];

/** Fills a fresh database, as its owner. `sql` must be a connection of role `postgres`. */
export async function populate(sql: postgres.Sql): Promise<void> {
  const times = { created_at: PAST, updated_at: PAST };
  await sql.begin(async (tx) => {
    for (const name of people) {
      await tx`insert into users ${
        tx({
          ...{ id: idOf(`users.${name}`), source: 'token', ...times },
          ...hasAccount(name)
            ? { subject: subjectOf(name), provider: name === 'student' ? 'supabase' : 'clerk' }
            : { subject: null, provider: null },
          birth_date: birthDates[name] ?? null,
          email: `${name}@tatame.test`,
          first_name: name,
          identity_updated_at: ['student', 'deleted'].includes(name) ? PAST : null,
        })
      }`;
      await tx`update user_profiles set id = ${idOf(`user_profiles.${name}`)}
        where user_id = ${idOf(`users.${name}`)}`;
      await tx`insert into push_tokens ${
        tx({
          ...{ id: idOf(`push_tokens.${name}`), user_id: idOf(`users.${name}`), ...times },
          ...{ token: `token of ${name}`, platform: 'ios' },
        })
      }`;
    }
    for (const name of gyms) {
      const timezone = name === 'south' ? 'Europe/Lisbon' : 'UTC';
      await tx`insert into gyms ${tx({ id: idOf(`gyms.${name}`), name, timezone, ...times })}`;
    }
    for (const [row, user, gym, columns] of standing) {
      await tx`insert into memberships ${
        tx({
          ...{ id: idOf(`memberships.${row}`), ...times, ...columns },
          ...{ user_id: idOf(`users.${user}`), gym_id: idOf(`gyms.${gym}`) },
        })
      }`;
    }
    // Managers are named and times set as history, not as changes that the triggers would act on.
    await tx`alter table gyms disable trigger user`;
    await tx`update gyms set manager_id = ${idOf('users.manager')} where name = 'north'`;
    await tx`update gyms set manager_id = ${idOf('users.otherManager')} where name = 'south'`;
    await tx`alter table gyms enable trigger user`;
    await populateOwner(tx);
    await populateFamily(tx, PAST);
    await populatePeople(tx, PAST);
    await populateSchedule(tx, PAST);
    await populateCheckIns(tx, PAST);
    await populateSystems(tx, PAST);
    await populateFrontDesk(tx, PAST);
    await populateGraduations(tx, PAST);
    await populateNotifications(tx, PAST);
    await populateCommunity(tx, PAST);
    await populateMaterials(tx, PAST);
    await populateKnowledge(tx, PAST);
    await populateVectors(tx);
    await populateAgent(tx, PAST);
    await populateLegacy(tx);
    await populateStore(tx, PAST);
    await populateRfm(tx, PAST);
    await populateDeliveries(tx, PAST);
    await populateBilling(tx, PAST);
    await populateDues(tx, PAST);
    await populateClosings(tx);
    await populateBackfills(tx, PAST);
    await populateTemplates(tx, PAST);
    await populateAutomations(tx, PAST);
    await populateEntries(tx, PAST);
    await populateMessages(tx, PAST);
    await populateDryRuns(tx, PAST);
    await tx`alter table user_profiles disable trigger user`;
    // The month of one of them has ended, and they have not asked since.
    await tx`update user_profiles set ${tx(times)}, usage_period_start =
      case user_id when ${idOf('users.manager')} then ${PAST} else usage_period_start end`;
    await tx`alter table user_profiles enable trigger user`;
    await tx`alter table private.plan_quotas disable trigger user`;
    await tx`update private.plan_quotas set ${tx(times)}`;
    await tx`alter table private.plan_quotas enable trigger user`;

    await tx`insert into versions ${
      tx({ id: idOf('versions.current'), app_version: '1.0.0', ...times })
    }`;
    await tx`insert into app_stores ${
      tx({
        ...{ id: idOf('app_stores.ios'), store: 'ios', url: 'https://tatame.test/ios', ...times },
      })
    }`;
    await tx`update private.claims_keys set id = ${idOf('claims_keys.ours')}`;
    const key = { subject: subjectOf('student'), fingerprint: 'f' };
    await tx`insert into private.idempotency_keys ${tx({ ...key, key: 'key' })}`;
    await tx`insert into private.idempotency_keys ${
      tx({
        ...{ ...key, key: 'old', status: 201, headers: tx.json({}), body: tx.json({}) },
        created_at: PAST,
      })
    }`;
    // Last: nothing is written of the erased. As history, like the managers.
    await tx`alter table users disable trigger user`;
    await tx`update users set deleted_at = ${PAST} where id = ${idOf('users.deleted')}`;
    await tx`alter table users enable trigger user`;
    await tx`insert into private.rate_limits ${tx({ bucket: 'bucket', arrival_at: PAST })}`;
    await tx`insert into private.webhook_deliveries ${
      tx({
        ...{
          provider: 'clerk',
          message_id: 'message',
          event_type: 'user.created',
          occurred_at: PAST,
        },
      })
    }`;
  });
}
