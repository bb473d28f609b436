import { insertNew, updateChanged } from '../../write.ts';
import { device, membership, person, profile } from './values.ts';

const ANY = `j.action in ('insert', 'join', 'update')`;

/** What a token has said of somebody stays; this was not known. */
const unknownBefore = ['birth_date', 'gender', 'phone', 'instagram']
  .map((name) => `${name} = coalesce(t.${name}, j.${name})`).join(', ');

/** A person, their membership, their plan and their device, in the order in which they refer. */
export const writes: readonly string[] = [
  `update public.users t
    set legacy_id = j.legacy_id, migrated_at = j.migrated_at, ${unknownBefore}
    from pg_temp.page j where j.action = 'join' and t.id = j.match_id`,
  insertNew('users', person),
  // Who was deleted since is erased in the end, by the product's own hand.
  updateChanged('users', person, {
    except: ['created_at', 'source'],
    only: 'j.deleted_at is null',
  }),
  // Somebody who changed gyms has left the one before.
  `update public.memberships m set legacy_id = null, left_at = coalesce(m.left_at, j.stamp)
    from pg_temp.page j where m.legacy_id = j.legacy_id and m.gym_id is distinct from j.r_gym_id
      and j.action = 'update'`,
  `update public.memberships m
    set role = ${membership.columns.role}, approved_at = ${membership.columns.approved_at},
      denied_at = ${membership.columns.denied_at}
    from pg_temp.page j where m.legacy_id = j.legacy_id and j.action = 'update'`,
  `insert into public.memberships as m
      (legacy_id, ${Object.keys(membership.columns).join(', ')}, updated_at)
    select j.legacy_id, ${Object.values(membership.columns).join(', ')}, j.stamp
    from pg_temp.page j where ${ANY} and ${membership.when}
      and not exists (select from public.memberships x where x.legacy_id = j.legacy_id)
    order by j.legacy_id
    on conflict (user_id, gym_id) do update set legacy_id = excluded.legacy_id`,
  // What Stripe has said here by itself is newer.
  `update public.user_profiles p
    set plan = j.plan, stripe_customer_id = j.customer_id,
      stripe_subscription_id = j.subscription_id
    from pg_temp.page j
    where p.user_id = ${profile.columns.user_id} and ${profile.when} and ${ANY}
      and not exists (select from private.stripe_subscriptions s where s.user_id = p.user_id)
      and (p.plan, p.stripe_customer_id, p.stripe_subscription_id)
        is distinct from (j.plan, j.customer_id, j.subscription_id)`,
  // Its news of an imported customer is about this person.
  `select count(h.*) from pg_temp.page j
    cross join lateral private.hold_stripe_customer(j.customer_id, ${profile.columns.user_id}) h
    where ${profile.when} and ${ANY} and j.customer_id is not null`,
  `insert into public.push_tokens (user_id, token, last_seen_at)
    select ${device.columns.user_id}, j.token, j.created_at
    from pg_temp.page j where ${device.when} and ${ANY}
    order by j.legacy_id on conflict (token) do nothing`,
];
