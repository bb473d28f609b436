/** How a verb may refuse; what each kind is in HTTP stands in `_shared/problems/codes.ts`, once. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'precondition_failed'
  | 'unsupported'
  | 'exhausted'
  | 'unavailable';

type Refusal = readonly [kind: ErrorKind, text: string];

/** The conflicts `<thing>_<state>` of a state machine, for the states that refuse something. */
function states<const T extends string, const S extends string>(
  thing: T,
  name: string,
  ...refusing: S[]
): Record<`${T}_${S}`, Refusal> {
  return Object.fromEntries(
    refusing.map((state) => [`${thing}_${state}`, ['conflict', `The ${name} is ${state}.`]]),
  ) as unknown as Record<`${T}_${S}`, Refusal>;
}

/**
 * Every refusal of the product by its code, with the text for people. A verb refuses by the code, a
 * route names the codes of its verb, and the published document is made from both.
 */
export const refusals = {
  // Everywhere
  account_deleted: ['gone', 'This account was deleted. Sign in again to start anew.'],
  precondition_failed: ['precondition_failed', 'It has changed since it was read.'],
  idempotency_key_reused: ['invalid', 'This Idempotency-Key was used for another request.'],

  // Identity
  managed_by_provider: ['conflict', 'A field comes from the sign-in provider; change it there.'],
  push_token_not_found: ['not_found', 'There is no such device of yours.'],
  birth_date_guarded: ['forbidden', 'A guardian or a manager changes the birth date of a child.'],
  child_not_found: ['not_found', 'There is no such child that you are guardian of.'],
  not_a_child: ['invalid', 'Only a child, by its birth date, has guardians.'],
  guardian_is_a_child: ['forbidden', 'Who is not eighteen yet is no guardian.'],
  last_guardian: ['conflict', 'The child is in no gym, nobody else has this record: erase it.'],
  consent_text_unknown: ['invalid', 'There is no such text to agree to.'],
  consent_not_found: ['not_found', 'There is no such consent of yours.'],
  contact_not_found: ['not_found', 'There is no such contact of yours or of a child of yours.'],
  user_not_found: ['not_found', 'There is no such user.'],

  // Academy
  gym_not_found: ['not_found', 'There is no such gym.'],
  not_a_manager: ['forbidden', 'Only a manager of this gym may do that.'],
  closing_not_found: ['not_found', 'The gym is not going to be closed, or it is too late.'],
  manager_not_a_member: ['invalid', 'The manager of a gym is one of its members.'],
  manager_stays: ['conflict', 'Hand the gym over to another member first.'],
  membership_not_found: ['not_found', 'There is no such membership.'],
  already_member: ['conflict', 'You are a member of this gym.'],
  member_not_found: ['not_found', 'There is no such member of this gym.'],
  member_known: ['conflict', 'The gym has somebody of this name, birth date and email.'],
  external_ref_taken: ['conflict', 'Another member of the gym has this number.'],
  profile_not_the_gyms: ['forbidden', 'They, or their guardian, change this profile.'],
  list_invalid: ['invalid', 'The list has faults; a dry run tells all of them.'],
  record_has_account: ['conflict', 'Whoever this is about signs in already.'],
  record_has_guardian: ['conflict', 'A guardian acts for this child, until they are eighteen.'],
  record_active_elsewhere: ['conflict', 'Another gym of the record must invite your address too.'],
  account_in_use: ['conflict', 'Your account has data of its own, and is not merged.'],
  own_record: ['conflict', 'Nobody is their own guardian.'],
  invitation_not_found: ['not_found', 'There is no such invitation.'],
  invitation_not_yours: ['forbidden', 'It was sent to another address than your verified one.'],
  invitation_revoked: ['gone', 'The gym has taken it back.'],
  invitation_expired: ['gone', 'It has expired. Ask for another one.'],
  ...states('invitation', 'invitation', 'accepted'),
  class_not_found: ['not_found', 'There is no such class.'],
  class_length_invalid: ['invalid', 'A class lasts between a minute and 12 hours.'],
  class_dates_invalid: ['invalid', 'The last date is not before the first.'],
  instructor_busy: ['conflict', 'The instructor has another class at that time.'],
  instructor_not_staff: ['invalid', 'Who teaches is staff of the gym.'],
  not_on_that_date: ['invalid', 'The class does not take place on that date.'],
  date_already_changed: ['conflict', 'Take back the change of this kind that is there already.'],
  change_not_found: ['not_found', 'There is no such change.'],
  not_class_staff: ['forbidden', 'Only staff of the gym may do that.'],
  class_cancelled: ['conflict', 'The class does not take place on that date.'],
  bookings_not_taken: ['conflict', 'The class takes no bookings: check in when it begins.'],
  booking_too_early: ['conflict', 'Bookings are not open yet.'],
  booking_too_late: ['conflict', 'Bookings are taken until the class begins.'],
  check_in_too_early: ['conflict', 'Check-in opens 30 minutes before the class begins.'],
  check_in_too_late: ['conflict', 'The class is over.'],
  class_was_full: ['conflict', 'The class was full, and is over; its staff can still help.'],
  cancel_too_late: ['conflict', 'It is too late to take this booking back.'],
  made_in_future: ['invalid', 'A check-in is made now or earlier.'],
  made_too_long_ago: ['invalid', 'A check-in reaches us within a day.'],
  not_offered: ['conflict', 'No place is held any more.'],
  check_in_not_found: ['not_found', 'There is no such check-in.'],
  ...states('check_in', 'check-in', 'present', 'no_show'),
  calendar_not_found: ['not_found', 'There is no such calendar.'],
  calendar_link_not_found: ['not_found', 'There is no such link.'],
  front_desk_unknown: ['unauthenticated', 'No manager has let this device in, or no more.'],
  front_desk_not_found: ['not_found', 'There is no such front desk that is let in.'],
  front_desks_exhausted: ['conflict', 'So many devices are let in at a time; revoke one.'],
  front_desk_locked: ['exhausted', 'Too many wrong tries; ask staff, or try again later.'],
  pin_wrong: ['invalid', 'No member of this gym has this PIN.'],
  check_in_code_wrong: ['invalid', 'This is no code of this app.'],
  check_in_code_used: ['gone', 'This code was used; show the next one.'],
  check_in_code_expired: ['gone', 'This code has expired; show the next one.'],
  not_a_member: ['forbidden', 'They are no member of this gym.'],
  not_today: ['invalid', 'The gym has no such class today.'],
  pin_not_found: ['not_found', 'They have no PIN in this gym.'],
  ...states('membership', 'membership', 'pending', 'approved', 'denied', 'left'),

  // Belts: systems
  rank_system_not_found: ['not_found', 'There are no rules of promotion in this art.'],
  rank_system_known: ['conflict', 'The gym has rules of this art from that day on.'],
  rank_system_in_past: ['conflict', 'The gym has promoted somebody since; begin on a later day.'],
  rank_system_in_force: ['conflict', 'It is in force; write one that begins later.'],
  rank_systems_exhausted: ['conflict', 'The gym has as many versions of its rules as it may.'],
  rank_rule_invalid: ['invalid', 'A rule makes no sense among the others.'],
  rank_not_found: ['not_found', 'There is no such rank in these rules.'],

  // Belts: graduations
  graduation_not_found: ['not_found', 'There is no such graduation.'],
  graduation_voided: ['conflict', 'This graduation was taken back.'],
  not_belt_staff: [
    'forbidden',
    'Staff of the gym promote, and never themselves or a child of theirs.',
  ],
  promoted_in_future: ['invalid', 'A rank is awarded, and registered, by today.'],
  rank_unknown: ['invalid', 'The rules in force on that day know no such rank.'],
  rank_held: ['conflict', 'They have this rank on that day.'],
  promoted_since: ['conflict', 'They were promoted after that day; a reason adds to the past.'],
  not_eligible: ['conflict', 'The rules do not allow it; a reason overrides them.'],
  grading_event_not_found: ['not_found', 'There is no such grading event.'],
  grading_event_differs: ['conflict', 'A grading event with this id was held otherwise.'],
  certificate_script: ['conflict', 'The certificate has no letters for a name in this script.'],
  title_not_found: ['not_found', 'There is no such title.'],
  title_recorded: ['conflict', 'This title is written down already.'],
  title_in_future: ['invalid', 'A title was won by today.'],
  // Notifications
  not_staff_here: ['forbidden', 'Only staff of this gym may do that.'],
  not_your_class: ['forbidden', 'Instructors write to the classes they teach, managers to all.'],
  scheduled_in_past: ['invalid', 'What is put off is sent later than now.'],
  scheduled_too_late: ['invalid', 'It is put off by a year at most.'],
  notification_not_found: ['not_found', 'There is no such notification.'],
  not_the_sender: ['forbidden', 'Only who sent it, or a manager, may do that.'],
  ...states('notification', 'notification', 'sent', 'failed'),
  notification_preference_not_found: ['not_found', 'Nothing was chosen for this.'],
  deliveries_may_repeat: ['conflict', 'Some may have arrived: say that they may come twice.'],
  // Community
  post_not_found: ['not_found', 'There is no such post.'],
  post_published: ['conflict', 'A published post keeps its time.'],
  post_removed: ['conflict', 'Staff have taken it down.'],
  comment_not_found: ['not_found', 'There is no such comment.'],
  comment_removed: ['conflict', 'Staff have taken it down.'],
  report_not_found: ['not_found', 'There is no such report that you may decide.'],
  ...states('report', 'report', 'dismissed', 'upheld'),

  // Billing: dues
  dues_overdue: ['conflict', 'Dues are owed for longer than the gym waits; its staff can help.'],
  dues_frozen: ['conflict', 'The dues rest on that day; the gym can end it.'],
  punch_card_empty: ['conflict', 'No class is left on the card, or its days are over.'],
  trial_over: ['conflict', 'The trial is over.'],
  no_dues_plan: ['conflict', 'The gym asks for a plan, and none covers that day.'],
  dues_plan_not_found: ['not_found', 'There is no such plan.'],
  dues_plan_archived: ['conflict', 'Nobody begins on an archived plan, and it stays as it is.'],
  dues_terms_invalid: ['invalid', 'A plan of this kind has other terms.'],
  dues_account_not_found: ['not_found', 'There is no such account.'],
  dues_account_ended: ['conflict', 'The account is not open on that day.'],
  payer_not_found: ['invalid', 'Who pays is a member, or the guardian of somebody covered.'],
  payer_is_a_child: ['invalid', 'Who is not eighteen yet pays no dues: their guardian does.'],
  too_many_covered: ['invalid', 'An account of this kind covers one person.'],
  covered_elsewhere: ['conflict', 'Another account covers this person; end it first.'],
  dues_day_in_past: ['invalid', 'What is past stays: today is the earliest day.'],
  dues_day_too_far: ['invalid', 'The day is too far away.'],
  dues_payment_not_found: ['not_found', 'There is no such payment.'],
  received_in_future: ['invalid', 'What was paid was received by today.'],
  freeze_not_found: ['not_found', 'There is no such freeze.'],
  freeze_too_long: ['invalid', 'A freeze lasts from a day to a year.'],
  freeze_overlaps: ['conflict', 'The account rests on some of these days already.'],

  // Knowledge
  document_not_found: ['not_found', 'There is no such document.'],
  not_the_owner: ['forbidden', 'Only its owner may do that.'],
  not_staff: ['forbidden', 'Only staff of a gym may share documents with it.'],
  document_already_shared: ['conflict', 'The gym has this file already.'],
  document_already_private: ['conflict', 'You have this file privately already.'],
  document_not_failed: ['conflict', 'Only a document whose processing failed is tried again.'],
  file_empty: ['invalid', 'The file has no content.'],
  unsupported_file_type: ['unsupported', 'Send a PDF, DOCX, Markdown, HTML or plain text file.'],

  // Materials
  asset_not_found: ['not_found', 'There is no such material.'],
  attachment_not_found: ['not_found', 'There is no such attachment.'],
  not_class_teacher: ['forbidden', 'Who teaches the class, or a manager, may do that.'],
  asset_content_invalid: ['invalid', 'A text has words, a link or a video its address.'],
  unsupported_attachment_type: [
    'unsupported',
    'Send a PNG, JPEG, WebP, GIF, PDF, MP4 or QuickTime file.',
  ],
  attachment_type_wrong: ['unsupported', 'The content is not what its type says.'],
  materials_full: ['conflict', 'The gym has no room for this file; delete others first.'],

  // Agent
  agent_session_not_found: ['not_found', 'There is no such session.'],
  agent_request_not_found: ['not_found', 'There is no such request.'],
  agent_request_deleted: ['gone', 'This question was deleted.'],
  quota_exceeded: ['exhausted', 'The quota of your plan is used up.'],
  ...states(
    'agent_request',
    'request',
    'queued',
    'in_progress',
    'completed',
    'failed',
    'expired',
  ),

  // Store: backfills
  shop_not_connected: ['conflict', 'Connect the shop first.'],
  backfill_not_found: ['not_found', 'There is no such backfill.'],
  ...states('backfill', 'backfill', 'succeeded', 'failed'),

  // Store: shops
  shop_not_found: ['not_found', 'There is no such shop.'],
  shop_domain_taken: ['conflict', 'Another gym has this shop, until it disconnects it.'],
  shopify_shop_unknown: ['invalid', 'Shopify knows no such shop.'],
  shopify_domain_differs: ['invalid', 'Shopify knows this shop by another domain.'],
  shopify_app_not_installed: ['invalid', 'The app is not installed in this shop.'],
  shopify_client_refused: ['invalid', 'Shopify knows no app with this client id.'],
  shopify_secret_refused: ['invalid', 'Shopify refuses this client secret.'],
  shopify_token_refused: ['invalid', 'Shopify refuses this access token.'],
  shopify_scopes_missing: ['invalid', 'The app needs read_customers and read_orders.'],
  shopify_shop_frozen: ['conflict', 'Shopify has frozen this shop.'],
  shopify_unavailable: ['unavailable', 'Shopify cannot be reached; try again.'],
  ...states('shop', 'shop', 'uninstalled'),
  shop_not_scored: ['not_found', 'No run of this shop was kept yet; ask for one.'],

  // Store: privacy
  privacy_request_not_found: ['not_found', 'There is no such request.'],

  // Platform
  app_store_not_found: ['not_found', 'The app has no address in this store.'],
  version_exists: ['conflict', 'Another release has the same precedence.'],
  minimum_version_lowered: ['conflict', 'Releases that may no longer run would be let in again.'],

  // Mailings: what templates say
  template_not_found: ['not_found', 'There is no such template in this shop.'],
  template_version_not_found: ['not_found', 'The template has no such version.'],
  template_invalid: ['invalid', 'The template has faults, each with its language and value.'],
  template_unusable: ['invalid', 'A template cannot be sent by this automation.'],
  mailings_not_set_up: ['conflict', 'Mails need a postal address, and a page for preferences.'],
  ...states('template', 'template', 'archived'),

  // Mailings: preferences
  preferences_not_found: ['not_found', 'This link leads to nobody.'],

  // Store: customers
  customer_not_found: ['not_found', 'There is no such customer.'],
  customer_not_a_member: ['invalid', 'Only a grown-up member of the gym can be a customer here.'],
  match_not_found: ['not_found', 'There is no such customer who is a member, that you may part.'],

  // Billing
  already_subscribed: ['conflict', 'You have a subscription; change it in its portal.'],
  billing_not_configured: ['unavailable', 'Nothing can be paid for here.'],
  livemode_mismatch: ['forbidden', 'This server is set to the other mode, live or test.'],
  no_subscription: ['not_found', 'You have not subscribed to anything yet.'],
  payments_unavailable: ['unavailable', 'The provider of payments cannot be reached; try later.'],
  plan_not_sold: ['invalid', 'The plan is not sold by this interval.'],
  plan_sold_already: [
    'conflict',
    'Another product is sold for this plan; take its prices away first.',
  ],
  price_taken: ['conflict', 'Another product is sold by this price.'],
  return_url_not_allowed: ['invalid', 'Links lead back to addresses of this app only.'],

  // Mailings: automations
  automation_not_found: ['not_found', 'There is no such automation.'],
  automation_not_published: ['conflict', 'Publish the automation first.'],
  too_many_automations: ['conflict', 'As many automations of the shop run as may: stop one first.'],
  automation_unusable: ['invalid', 'The draft cannot be published as it is.'],
  ...states('automation', 'automation', 'archived'),

  // Mailings: messages
  message_not_found: ['not_found', 'There is no such message.'],
  message_not_failed: ['conflict', 'Only a message that failed can be sent again.'],
  messages_may_repeat: ['conflict', 'Some may have arrived: say that they may come twice.'],

  // Mailings: dry runs
  dry_run_not_found: ['not_found', 'There is no such dry run; they are kept for a day.'],
  dry_run_queued: ['conflict', 'Another dry run of this automation is under way.'],

  // Jobs
  job_not_found: ['not_found', 'There is no such job.'],
  job_duplicate: ['conflict', 'Another job with the same key is live.'],
  ...states('job', 'job', 'queued', 'running', 'succeeded', 'dead', 'cancelled'),
} as const satisfies Record<string, Refusal>;

export type RefusalCode = keyof typeof refusals;

/** Conflicts that end at a known time, which `Retry-After` tells. */
export const untilAKnownTime: readonly string[] = [
  'booking_too_early',
  'check_in_too_early',
] satisfies RefusalCode[];
