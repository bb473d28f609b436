import type { Consent, RfmGroup, ShopifyCustomer } from '../records.ts';
import { FIRST_NAMES, HOSTILE_NAMES, LAST_NAMES } from './names.ts';
import type { People } from './options.ts';
import { drawsOf, timeBetween } from './random.ts';

const FIRST_CUSTOMER = 706_405_506_930_370_084n;
const CUSTOMER = 1;

const GROUPS: (RfmGroup | null)[] = [
  'CHAMPIONS',
  'LOYAL',
  'ACTIVE',
  'NEW',
  'PROMISING',
  'NEEDS_ATTENTION',
  'ALMOST_LOST',
  'AT_RISK',
  'PREVIOUSLY_LOYAL',
  'DORMANT',
  'PROSPECTS',
  null,
];
const CONSENTS: Consent['state'][] = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'];

export const customerId = (index: number) => String(FIRST_CUSTOMER + BigInt(index) * 32_749n);

/** The customer of this number, the same whenever it is made. */
export function customerAt(people: People, index: number): ShopifyCustomer {
  const draw = drawsOf(people.seed, CUSTOMER, index);
  const createdAt = timeBetween(draw, people.since, people.until);
  const updatedAt = timeBetween(draw, createdAt, people.until);
  const hostile = draw.percent(people.hostile);
  const state = draw.of(CONSENTS);
  return {
    id: customerId(index),
    email: draw.percent(3) ? null : `person-${index}@example.com`,
    phone: draw.percent(40) ? `+49151${String(10_000_000 + index)}` : null,
    firstName: draw.percent(4) ? null : draw.of(hostile ? HOSTILE_NAMES : FIRST_NAMES),
    lastName: draw.percent(4) ? null : draw.of(hostile ? HOSTILE_NAMES : LAST_NAMES),
    locale: draw.of(['en', 'de', 'pt-BR', 'ja']),
    state: draw.of(['DISABLED', 'ENABLED', 'INVITED']),
    verifiedEmail: draw.percent(80),
    note: null,
    tags: [],
    createdAt,
    updatedAt,
    emailConsent: { state, optInLevel: 'SINGLE_OPT_IN', updatedAt },
    smsConsent: null,
    rfmGroup: draw.of(GROUPS),
  };
}
