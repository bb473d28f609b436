import { shopifyIdOf } from '../../world/store/store.ts';
import { after, CLAIM, sending, withScenes } from './scenes.ts';

interface Told {
  message: string;
  attempt: string;
  provider: string;
  address: string;
  lasting: boolean;
  event: string;
}
/** What Resend tells of a mail; of north's message unless told. */
const told = (
  kind: string,
  {
    message = ':message_logs.north',
    attempt = 'null',
    provider = `'p'`,
    address = 'null',
    lasting = true,
    event = 'e',
  }: Partial<Told> = {},
) =>
  `select private.apply_resend_event('${event}', 'email.${kind}', '2020-05-05', ${message},
    ${attempt}, ${provider}, ${address}, ${lasting}, 'words')`;

const NONE = 'gen_random_uuid()';
const logged = (look: string, of = 'north') =>
  `select replace(concat_ws('/', ${look}), ' 00:00:00+00', '') from public.message_logs
    where id = :message_logs.${of}`;
const suppressed = `select concat_ws('/', address, reason, customer_id is null)
  from public.suppressions where since = '2020-05-05'`;
const set = (what: string) =>
  `update public.message_logs set ${what} where id = :message_logs.north`;
const southToo = `update public.message_logs set status = 'sending', claim = gen_random_uuid(),
  claimed_until = '2020-02-02' where id = :message_logs.south`;
const isGone = `select private.redact_customer(:shops.north, ${shopifyIdOf('isFellow')})`;

/** Each event once, for the message alone that it is about. */
export const applyResendEvent = withScenes(
  'apply_resend_event(text,text,timestamp with time zone,uuid,uuid,text,text,boolean,text)',
  'text',
  {
    'of another kind': [[sending, told('opened')], 'ignored'],
    'of no mailing': [told('bounced', { message: NONE }), 'ignored'],
    twice: [[told('bounced', { message: NONE }), told('bounced', { message: NONE })], 'duplicate'],
    delivered: [[sending, told('delivered')], 'applied'],
    'what it is then': [
      [
        ...[sending, told('delivered')],
        logged(`status, claim is null, claimed_until is null, provider_message_id, sent_at, error`),
      ],
      'delivered/t/t/p/2020-05-05/words',
    ],
    'of a failure': [
      [sending, told('failed'), logged('status, reason')],
      'failed/refused_by_provider',
    ],
    'of a mail before': [
      [sending, told('failed', { attempt: NONE })],
      'stale',
    ],
    'of this mail': [[sending, told('failed', { attempt: `'${CLAIM}'` })], 'applied'],
    'that a mail before came': [
      [sending, told('delivered', { attempt: NONE }), logged('status, claim is null')],
      'delivered/t',
    ],
    'of a mail before, once another is there': [
      [
        ...[sending, set(`status = 'sent', claim = null, provider_message_id = 'q'`)],
        ...[told('bounced'), logged('status')],
      ],
      'sent',
    ],
    'that it came, while it waits again': [[told('delivered'), logged('status')], 'delivered'],
    'that it did not, while it waits again': [told('bounced'), 'stale'],
    'too late': [[sending, told('delivered'), told('failed', { event: 'f' })], 'stale'],
    'of a push': [[sending, set(`channel = 'push'`), told('delivered')], 'ignored'],
    'by their id': [
      [sending, set(`provider_message_id = 'p'`), told('delivered', { message: 'null' })],
      'applied',
    ],
    'by another id of theirs': [
      [
        ...[sending, set(`provider_message_id = 'p'`)],
        told('delivered', { message: 'null', provider: `'q'` }),
      ],
      'ignored',
    ],
    'by a tag and their id': [
      [sending, set(`provider_message_id = 'p'`), told('delivered', { message: NONE })],
      'ignored',
    ],
    'what another is then': [
      [sending, southToo, told('delivered'), logged('status', 'south')],
      'sending',
    ],
    'an address that came back': [
      [sending, told('bounced'), suppressed],
      'fellow@tatame.test/bounced/t',
    ],
    'came back for a while': [[sending, told('bounced', { lasting: false }), suppressed], '-'],
    'nothing of a delivery': [[sending, told('delivered'), suppressed], '-'],
    'who complained': [
      [sending, told('complained'), suppressed],
      'fellow@tatame.test/complained/f',
    ],
    'whom the provider gave up': [
      [
        sending,
        set('address = null'),
        told('suppressed', { address: `'X@tatame.test'` }),
        suppressed,
      ],
      'x@tatame.test/bounced/t',
    ],
    'nobody knows which': [[sending, set('address = null'), told('bounced')], 'applied'],
  },
  {
    'of who is forgotten': [[...after(isGone), sending, told('bounced'), suppressed], '-'],
    'of who has an address now that somebody forgotten had': [
      [
        ...[...after(isGone), sending],
        ...[told('complained', { address: `'student@tatame.test'` }), suppressed],
      ],
      'student@tatame.test/complained/t',
    ],
    'of who is forgotten, whose address is one of another shop': [
      [
        ...[...after(isGone), sending],
        ...[told('complained', { address: `'otherStudent@tatame.test'` }), suppressed],
      ],
      '-',
    ],
    'no word of who is forgotten': [
      [
        ...[...after(isGone), sending, told('bounced')],
        logged('status, error is null, provider_message_id is null'),
      ],
      'bounced/t/t',
    ],
  },
);
