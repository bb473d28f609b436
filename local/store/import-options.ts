import { currencyCode } from '../../src/db/schema/store/columns.ts';
import { readArgs, WrongOptions } from '../commands/support/options.ts';
import { shopDomainOf } from './shop-domain.ts';

const USAGE =
  `npm run store:import -- --shop <domain> [--gym <id>] [--currency <ISO>] [--json] <file.jsonl>

Reads customers and orders, as a bulk operation of Shopify's gives them, into a shop. A shop that is not
known yet is made: of the gym --gym, or here of the oldest one, in the currency --currency or that of the
first order. Ended at any moment and called again, it goes on.`;

export interface ImportOptions {
  domain: string;
  gym_id: string | undefined;
  currency: string | undefined;
  json: boolean;
  path: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws WrongOptions */
export function readImportOptions(args: string[]): ImportOptions {
  const { values: { shop, gym, currency, json }, positionals } = readArgs(USAGE, {
    args,
    options: {
      shop: { type: 'string' },
      gym: { type: 'string' },
      currency: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (!shop || !path || positionals.length > 1) throw new WrongOptions(USAGE);
  if (gym !== undefined && !UUID.test(gym)) throw new WrongOptions('--gym is the id of a gym.');
  if (currency !== undefined && !currencyCode.pattern.test(currency)) {
    throw new WrongOptions('--currency is three capital letters, such as BRL.');
  }
  return { domain: shopDomainOf(shop), gym_id: gym, currency, json, path };
}
