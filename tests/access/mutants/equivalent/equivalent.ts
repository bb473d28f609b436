import type { Equivalent } from '../equivalence.ts';
import { equivalentBackfills } from './backfills.ts';
import { equivalentCheckIns } from './check-ins.ts';
import { equivalentDues } from './dues.ts';
import { equivalentEligibility } from './eligibility.ts';
import { equivalentFrontDesk } from './front-desk.ts';
import { equivalentGraduations } from './graduations.ts';
import { equivalentMailings } from './mailings.ts';
import { equivalentMaterials } from './materials.ts';
import { equivalentNotifications } from './notifications.ts';
import { equivalentOwner } from './owner.ts';
import { equivalentPeople } from './people.ts';
import { equivalentCommunity } from './community.ts';
import { equivalentDeliveries } from './deliveries.ts';
import { equivalentShops } from './shops.ts';
import { equivalentRfm } from './rfm.ts';
import { equivalentStore } from './store.ts';
import { equivalentStripe } from './stripe.ts';

export type { Equivalent };

/**
 * Mutants that no cell can kill, and why that is no hole. An entry that matches no survivor is
 * stale and fails the suite.
 */
export const equivalent: Equivalent[] = [
  ...equivalentPeople,
  ...equivalentFrontDesk,
  ...equivalentCheckIns,
  ...equivalentGraduations,
  ...equivalentEligibility,
  ...equivalentCommunity,
  ...equivalentMailings,
  ...equivalentMaterials,
  ...equivalentNotifications,
  ...equivalentOwner,
  ...equivalentDeliveries,
  ...equivalentBackfills,
  ...equivalentShops,
  ...equivalentRfm,
  ...equivalentStore,
  ...equivalentStripe,
  ...equivalentDues,
  {
    mutants: /^table \S+: no force row level security$/,
    because: 'The owner, postgres, bypasses row security anyway; drift.test.ts keeps it forced.',
  },
  {
    mutants: /^table private\.\w+: disable row level security$/,
    because: 'Only service_role, which bypasses row security, holds a privilege on these tables.',
  },
  {
    mutants:
      /^table public\.(roles|versions|app_stores|consent_texts): disable row level security$/,
    because: 'API roles may only read here, and may read every row.',
  },
  {
    mutants: /^policy \w+: to (public|anon, authenticated)$/,
    because: 'anon holds no privilege on the table, and no role but the API roles holds any.',
  },
  {
    mutants:
      /^policy (gyms|users|memberships|agent_sessions|emergency_contacts|classes|calendar_links|shops|assets|attachments|notification_preferences|automations|mailing_settings|message_templates)_update_\w+: with check \(true\)$/,
    because: 'The columns the policy reads cannot be changed: USING has decided already.',
  },
  {
    mutants: /^grant execute on function private\.current_user_id\(\) to public$/,
    because: 'Every role that may enter the schema has it already.',
  },
  {
    mutants:
      /^function private\.(is_timezone\(text\)|(is_minor|adults_born_by)\(date\)|touch_updated_at\(\)|guard_calendar_revocation\(\)): security definer$/,
    because: 'It reads no table and does not ask who runs it.',
  },
  {
    mutants: /^function private\.create_user_profile\(\): security invoker$/,
    because: 'Only the system inserts users, and it may insert profiles.',
  },
  {
    mutants:
      /^function private\.ensure_user\(\): condition \d+, "(token_provider = 'supabase'|to_regclass|pg_input_is|a\.id =|lower\(a\.)/,
    because: 'The world has no Supabase Auth to ask; ensure-user.test.ts has one and holds them.',
  },
  {
    mutants: /^trigger \w+_read_only: dropped$/,
    because: 'Writes are not stopped in the world; tests/db/read-only stops them and tries all.',
  },
  {
    mutants:
      /^function private\.refuse_read_only\(\): (does nothing|condition [12], .* is (true|false)|condition 3, .* is false)$/,
    because: 'Writes are not stopped in the world; tests/db/read-only stops them and tries all.',
  },
  {
    mutants:
      /^function private\.ensure_user\(\): condition ([89], .* is false|1[0-2], .* is (true|false))$/,
    because:
      'Writes are not stopped in the world; every-table.test.ts has somebody come meanwhile.',
  },
  {
    mutants: /^function private\.applied_migrations\(\): condition/,
    because: 'They say which ledgers there are; ledgers.test.ts and routes.test.ts hold both.',
  },
  {
    mutants: /^function private\.(caller_claims\(\)|(gyms|persons)_of\(uuid\)): security invoker$/,
    because: 'Only functions of the owner call it, with the rights of the owner.',
  },
  {
    mutants: /^function private\.gym_ids\(text\[\]\): security invoker$/,
    because:
      'It reads the memberships of the caller, whom the policy shows them. A plan that asks ' +
      'the policy about others as well never ends.',
    byPlan: true,
  },
  {
    mutants: /^function private\.taught_class_ids\(\): security invoker$/,
    because: 'It reads classes of gyms one staffs, which the policy shows to their members.',
  },
  {
    mutants:
      /^grant execute on function private\.((calendar_(days|gyms)|occurrences?|held|attendance_\w+|absent_members|training_of|roster)\(.*\) to |(class_days|birthdays|last_there|note_reading)\(.*\) to anon$)/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants:
      /^function private\.calendar_feed\(.*: condition (2|3, .*odd", is true|4, .*odd", is false)/,
    because: 'How a day is told, never whether: calendar.test.ts reads each in another library.',
  },
  {
    mutants: /^function private\.calendar_feed\(.*: condition \d+, "\(?x\.(gym|class)_id /,
    because: 'They say when the text last changed; calendar.test.ts sees that it then does.',
  },
  {
    mutants:
      /^function private\.refuse_overlaps\(\): condition (1, .* is false$|[2349],|(5|6|10), .* is true$)/,
    because: 'Whoever asks: overlaps.test.ts has what must not overlap, and how far it looks.',
  },
  {
    mutants: /^function private\.visible_member_ids\(\): .*"m\.approved_at is null", is true$/,
    because: 'Who manages a gym staffs it: its approved members are in the other arm.',
  },
  {
    mutants:
      /^function private\.guard_gym_manager\(\): .*"new\.manager_id is distinct from .* is true$/,
    because: 'Naming the same manager again: they are a member, or they could not be manager.',
  },
  {
    mutants: /^function private\.claim_idempotency_key\(.*"caller is null", is false$/,
    because: 'The primary key refuses a key without a subject; the door refuses such claims.',
  },
  {
    mutants: /^function private\.claim_idempotency_key\(.*old\.created_at < now\(\).* is false$/,
    because: 'Expired keys then stay in the table: storage, not access.',
  },
  {
    mutants:
      /^function private\.erase_(academy|agent|identity|knowledge)\(uuid\): security invoker$/,
    because: 'Nobody may call it but private.erase_user, which has the same rights.',
  },
  {
    mutants:
      /^trigger ((agent_(events|requests)|document_chunks|jobs|push_tokens|usage_events|user_profiles)_hold_user_id|memberships_hold_decided_by): dropped$/,
    because: 'Only the system could write of the erased there; tests/db/erasure sees the trigger.',
  },
  {
    mutants:
      /^(function private\.hold_caller(_first)?\(\): (does nothing|condition (1|2), .* is true|condition (3|4), .* is false)|trigger gyms_hold_caller: dropped)$/,
    because: 'It differs while an erasure is under way: tests/db/erasure plays that.',
  },
  {
    mutants: /^function private\.(hold_caller|hold_subject|refuse_revival)\(\): security invoker$/,
    because: 'Only the system and functions of the owner run it, and both may read users.',
  },
  {
    mutants:
      /^function private\.stray_files\(.*\): (security invoker|condition 1, .* is true|condition [2-5],)/,
    because: 'Without Storage it lists nothing; tests/db/knowledge has what it lists with it.',
  },
  {
    mutants: /^function private\.keep_erased\(\): security invoker$/,
    because: 'Who may change a row of the erased sees who that was.',
  },
  {
    mutants: /^grant insert on public\.agent_requests to anon$/,
    because: 'Its trigger reads sessions, which anon may not; no policy lets it insert either.',
  },
  {
    mutants:
      /^(grant insert on public\.users to anon|grant execute on function private\.is_minor\(date\) to (anon|public))$/,
    because:
      'It ends in private.adults_born_by, which anon may not call; and no policy lets it insert.',
  },
  {
    mutants: /^policy documents_update_own: with check \(\(\(gym_id IS NULL\) OR .*$/,
    because: 'The owner cannot be changed: USING has decided already.',
  },
  {
    mutants:
      /^grant execute on function private\.(enqueue_job|jobs_due)\(.*\) to (anon|authent\w+)$/,
    because: 'It runs with the rights of who calls it, and those roles may not use the table.',
  },
  {
    mutants: /^grant execute on function private\.enqueue_job\(.*\) to public$/,
    because: 'It runs with the rights of who calls it, and those roles may not use the table.',
  },
  {
    mutants: /^grant execute on function private\.(tick_jobs|search_lexemes|rank_chunks)\(.*\) to /,
    because: 'It runs with the rights of who calls it, and needs a function that stays closed.',
  },
  {
    mutants: /^function private\.close_agent_request\(\): security invoker$/,
    because:
      'Only the system and functions of the owner change the table, and both may write there.',
  },
  {
    mutants:
      /^function private\.(guard_(agent_request|transition|usage_count)|refuse_change)\(\): security d/,
    because: 'It does not ask who runs it, and shows nothing it reads.',
  },
  {
    mutants:
      /^(function private\.refuse_change\(\): does|trigger usage_events_append_only: dropped)/,
    because: 'No API role may change the ledger; tests/db/agent-metering.test.ts tries its owner.',
  },
  {
    mutants:
      /^function private\.close_agent_request\(\): .*"c\.event_type = 'agent_request'", is true$/,
    because: 'Until a request ends, which it does once, its charge is the only event about it.',
  },
  {
    mutants:
      /^function private\.complete_chunk\(\): .*("tg_op = 'INSERT'", is|\(old\.heading.* is true$)/,
    because:
      'The same lexemes are computed once more; on insert there is no old chunk to be equal to.',
  },
  {
    mutants: /^function private\.follow_document\(\): condition \d, .* is true$/,
    because: "Chunks are completed once more from their own documents by the chunks' own trigger.",
  },
  {
    mutants: /^function private\.search_chunks\(.*"caller is null", is false$/,
    because: 'The keys are then a null and no gym, which no chunk has.',
  },
  {
    mutants: /^function private\.rank_chunks: .*, in "where c\.acl && keys .* @@ variant"$/,
    because: 'It adds candidates, from 5,000 chunks on; they are asked the same at the end.',
  },
  {
    mutants: /^function private\.rank_chunks: .* is true, in "where acl && keys"$/,
    because: 'The candidates were chosen by the same condition, in the same snapshot.',
  },
  {
    mutants: /^function private\.start_agent_request\(.*"s\.user_id = caller", is true$/,
    because: 'A request in the session of another is refused by its trigger, with the same code.',
  },
];
