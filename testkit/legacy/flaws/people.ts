import { type Flaw, flawsOf, NOBODY, NOT_UTF8 } from './flaw.ts';

const gym = flawsOf<'gyms'>();
const user = flawsOf<'users'>();

/** The first is the gym that others refer to. */
export const gymFlaws: Flaw<'gyms'>[] = [
  gym.wrong('since', 'impossible_date', '2019-02-29'),
  gym.wrong('manager_id', 'dangling_reference', NOBODY),
  gym.beside('manager_id', 'held_back_reference', ({ known }) => ({ manager_id: known.user })),
  gym.wrong('name', 'missing_value', null),
  gym.wrong('name', 'gyms_name_check', 'x'.repeat(121)),
  gym.wrong('name', 'not_utf8', NOT_UTF8.cutOff),
  gym.wrong('address', 'not_utf8', NOT_UTF8.latin1),
  gym.wrong('logo', 'gyms_logo_check', 'javascript:alert(1)'),
  gym.wrong('since', 'gyms_since_check', '1066-10-14'),
  gym.wrong('created_at', 'impossible_date', '2019-13-01T00:00:00.000Z'),
];

/** Who signs in and is still there, by an address of their own. */
const signsIn: Flaw<'users'>['after'] = (row) =>
  row.clerk_user_id !== null && row.email !== null && row.deleted_at === null;

/** The first is the person that others refer to, the second is held back for their gym. */
export const userFlaws: Flaw<'users'>[] = [
  user.wrong('birth', 'impossible_date', '1999-02-30'),
  user.beside('gym_id', 'held_back_reference', ({ known }) => ({ gym_id: known.gym })),
  user.wrong('gym_id', 'dangling_reference', NOBODY),
  user.beside('email', 'doubled_email', ({ elder }) => ({ email: elder.email }), signsIn),
  user.beside('email', 'doubled_email', ({ elder }) => ({
    email: (elder.email as string).toUpperCase(),
  }), signsIn),
  user.wrong('email', 'users_email_check', `${'x'.repeat(320)}@example.com`),
  user.wrong('clerk_user_id', 'users_subject_check', `user_${'x'.repeat(300)}`),
  user.wrong('first_name', 'not_utf8', NOT_UTF8.latin1),
  user.wrong('last_name', 'not_utf8', NOT_UTF8.surrogate),
  user.wrong('instagram', 'not_utf8', NOT_UTF8.overlong),
  user.wrong('first_name', 'users_first_name_check', 'Ana '.repeat(30).trim()),
  user.wrong('last_name', 'users_last_name_check', '李'.repeat(101)),
  user.wrong('profile_picture', 'users_image_url_check', 'data:image/png;base64,AAAA'),
  user.wrong('birth', 'impossible_date', '1990-04-31'),
  user.wrong('birth', 'impossible_date', '2001-00-10'),
  user.wrong('birth', 'impossible_date', 'today'),
  user.wrong('birth', 'users_birth_date_check', '1850-06-01'),
  user.wrong('birth', 'impossible_date', '2150-01-01'),
  user.wrong('gender', 'unknown_value', 'jiujiteiro'),
  user.wrong('phone', 'users_phone_check', '12'),
  user.wrong('instagram', 'users_instagram_check', '@bjj oss'),
  user.wrong('role', 'unknown_value', 'OWNER'),
  user.wrong('plan', 'unknown_value', 'gold'),
  user.whole('memberships_decision_check', () => ({
    approved_at: '2023-05-01T10:00:00.000Z',
    denied_at: '2023-05-02T10:00:00.000Z',
  })),
  user.wrong('approved_at', 'impossible_date', '2023-05-01T24:61:00.000Z'),
  user.wrong('denied_at', 'impossible_date', 'ontem'),
  user.wrong('migrated_at', 'impossible_date', '2026-08-01T10:00'.repeat(2)),
  user.wrong('deleted_at', 'impossible_date', 'infinity'),
  user.wrong('created_at', 'impossible_date', '2021-02-29T00:00:00.000Z'),
  user.wrong('created_at', 'users_created_at_check', '1899-12-31T23:59:59.000Z'),
  user.beside('customer_id', 'doubled_row', ({ elder }) => ({
    customer_id: elder.customer_id,
  }), ({ customer_id }) => customer_id !== null),
  user.beside('subscription_id', 'doubled_row', ({ elder }) => ({
    subscription_id: elder.subscription_id,
  }), ({ subscription_id }) => subscription_id !== null),
];
