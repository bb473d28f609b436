/** Without these there is nothing that we could hear of. */
const NEEDED = ['customers', 'orders'];
/** Without it Shopify tells orders of the last sixty days, and says nothing of the others. */
const WHOLE_HISTORY = 'read_all_orders';

/** What an app may read in a shop, as its scopes have it; undefined where it may not read enough. */
export function stateOf(scopes: readonly string[]): 'connected' | 'truncated' | undefined {
  // Who may write may read, and Shopify names the wider one alone.
  const may = (what: string) => scopes.includes(`read_${what}`) || scopes.includes(`write_${what}`);
  if (!NEEDED.every(may)) return undefined;
  return scopes.includes(WHOLE_HISTORY) ? 'connected' : 'truncated';
}
