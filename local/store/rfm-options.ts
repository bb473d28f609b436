import { dateBetween } from '../../src/db/declare/bounds.ts';
import { readArgs, WrongOptions } from '../commands/support/options.ts';
import { shopDomainOf } from './shop-domain.ts';

const USAGE = `npm run store:rfm -- --shop <domain> [--as-of <YYYY-MM-DD>] [--json]

Scores the customers of a shop as of a day, by its own clock today.`;

export interface RfmOptions {
  domain: string;
  as_of: string | undefined;
  json: boolean;
}

const day = dateBetween('2000-01-01', '2199-12-31').schema;

/** @throws WrongOptions */
export function readRfmOptions(args: string[]): RfmOptions {
  const { shop, 'as-of': as_of, json } = readArgs(USAGE, {
    args,
    options: {
      shop: { type: 'string' },
      'as-of': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  }).values;
  if (!shop) throw new WrongOptions(USAGE);
  if (as_of !== undefined && !day.safeParse(as_of).success) {
    throw new WrongOptions('--as-of is a day from 2000 to 2199, such as 2026-03-16.');
  }
  return { domain: shopDomainOf(shop), as_of, json };
}
