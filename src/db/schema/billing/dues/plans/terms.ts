import { type AnyColumn, sql } from 'drizzle-orm';
import { check, integer, text } from 'drizzle-orm/pg-core';
import { dateBetween, integerFrom } from '../../../../declare/bounds.ts';
import { choices } from '../../../../declare/choice.ts';
import { amount, currencyCode, money } from '../../../store/columns.ts';

/**
 * What is paid for. `monthly`: one person, by months. `family`: several, by months, with a price for
 * each after the first. `punch_card`: classes that are used up one by one. `trial`: days, classes or
 * both, to look around.
 */
export const duesKinds = choices('monthly', 'punch_card', 'trial', 'family');

/** How many classes a card or a trial has. */
export const punches = integerFrom(1, 200);
/** For how many days a card can be used after it was paid, or a trial after it began. */
export const validDays = integerFrom(1, 730);
/** The days on which dues begin, end, are paid and rest. */
export const duesDay = dateBetween('2000-01-01', '2099-12-31');

/** The terms of a plan, which an account copies when it begins: what changes later is for others. */
export const terms = () => ({
  kind: duesKinds.column().notNull(),
  /** Of a month, a card or a trial. */
  price: money().notNull(),
  /** Of a family: a month's for each person after the first. */
  person_price: money(),
  currency: text().notNull(),
  punches: integer(),
  valid_days: integer(),
});

type Terms = Record<keyof ReturnType<typeof terms>, AnyColumn>;

/** The CHECKs of terms: each kind has its own, and no others. */
export const termChecks = (table: string, t: Terms) => [
  duesKinds.check(`${table}_kind_check`, t.kind),
  amount.check(`${table}_price_check`, t.price),
  amount.check(`${table}_person_price_check`, t.person_price),
  currencyCode.check(`${table}_currency_check`, t.currency),
  punches.check(`${table}_punches_check`, t.punches),
  validDays.check(`${table}_valid_days_check`, t.valid_days),
  check(
    `${table}_terms_check`,
    sql`case ${t.kind}
      when 'monthly' then num_nonnulls(${t.person_price}, ${t.punches}, ${t.valid_days}) = 0
      when 'family' then ${t.person_price} is not null
        and num_nonnulls(${t.punches}, ${t.valid_days}) = 0
      when 'punch_card' then ${t.person_price} is null and ${t.punches} is not null
      when 'trial' then ${t.person_price} is null
        and num_nonnulls(${t.punches}, ${t.valid_days}) > 0
      end`,
  ),
];
