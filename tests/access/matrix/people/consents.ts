import type { Probe, Subject } from '../../proof/cells.ts';
import { consents as rows, TEXT } from '../../world/people.ts';
import { becomeSystem, touched } from '../returning.ts';

/** The texts: anyone reads them, nobody changes them. */
const consentTexts: Subject = {
  name: 'public.consent_texts',
  rows: ['2026-11.en', '2026-11.pt'],
  key: 'text_version',
  appendOnly: true,
  probes: {
    select: `select * from public.consent_texts`,
    insert: `insert into public.consent_texts (kind, text_version, text)
      values ('child_data', 'x', 'x')`,
    update: `update public.consent_texts set text = 'x'`,
    delete: `delete from public.consent_texts`,
    truncate: `truncate public.consent_texts`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| everyone else | all    | 42501  | 42501  | 42501  | 42501    |`],
};

/** Who agreed: seen by whom it is about, their guardians and who gave it; written by functions. */
const consents: Subject = {
  name: 'public.consents',
  rows,
  probes: {
    select: `select * from public.consents`,
    insert: `insert into public.consents (user_id, given_by, kind, text_version)
      values (:users.fellow, :me, 'child_data', '${TEXT}')`,
    update: `update public.consents set withdrawn_at = null where id = :row ${touched}`,
    'delete blindly': `delete from public.consents`,
    truncate: `truncate public.consents`,
  },
  access: [`
| actor           | select                  | insert | update | delete blindly | truncate |
| guardian deputy | guardian formerGuardian | 42501  | 42501  | 42501          | 42501    |
| otherGuardian   | otherGuardian           | 42501  | 42501  | 42501          | 42501    |
| formerGuardian  | formerGuardian          | 42501  | 42501  | 42501          | 42501    |
| system          | all                     | ×1     | all    | ×3             | 42501    |
| anonymous       | 42501                   | 42501  | 42501  | 42501          | 42501    |
| everyone else   | -                       | 42501  | 42501  | 42501          | 42501    |`],
};

const give = (who: string, version = TEXT) =>
  `select given_by from private.give_consent(:users.${who}, 'child_data', '${version}')`;
/** What the trail has of it, by whom and where. */
const noted = (action: string) =>
  `select actor_id from public.audit_events where action = '${action}'
    and gym_id = :gyms.north and subject_id = :users.child
    and details = '{"kind": "child_data", "text_version": "${TEXT}"}'`;

const giveProbes: Record<string, Probe> = {
  'for the child': give('child'),
  'for oneself': `select given_by from private.give_consent(:me, 'child_data', '${TEXT}')`,
  'to no text': give('child', 'x'),
  'given, then': [give('child'), becomeSystem, noted('consent_given')],
  'twice, then': [
    give('child'),
    give('child'),
    `select given_by from public.consents
      where user_id = :users.child and given_by = :me and withdrawn_at is null`,
  ],
};

const giveConsent: Subject = {
  name: 'private.give_consent(uuid,text,text)',
  returns: 'SETOF consents',
  probes: giveProbes,
  access: [`
| actor            | for the child | for oneself | to no text | given, then | twice, then |
| anonymous system | 42501         | 42501       | 42501      | 42501       | 42501       |
| guardian         | own           | -           | 23503      | -           | own         |
| deputy           | own           | -           | 23503      | own         | own         |
| everyone else    | -             | -           | -          | -           | -           |`],
};

const withdraw = (row: string) => `select given_by from private.withdraw_consent(:consents.${row})`;

const withdrawConsent: Subject = {
  name: 'private.withdraw_consent(uuid)',
  returns: 'SETOF consents',
  probes: {
    "the guardian's": withdraw('guardian'),
    'what was withdrawn': withdraw('formerGuardian'),
    'twice': [withdraw('guardian'), withdraw('guardian')],
    'withdrawn, then': [withdraw('guardian'), becomeSystem, noted('consent_withdrawn')],
    'standing then': [
      withdraw('guardian'),
      becomeSystem,
      `select id from public.consents where withdrawn_at is null`,
    ],
  },
  access: [`
| actor            | the guardian's | what was withdrawn | twice | withdrawn, then | standing then          |
| anonymous system | 42501          | 42501              | 42501 | 42501           | 42501                  |
| guardian         | own            | -                  | -     | own             | otherGuardian          |
| everyone else    | -              | -                  | -     | -               | guardian otherGuardian |`],
};

export const consentSubjects = [consentTexts, consents, giveConsent, withdrawConsent];
