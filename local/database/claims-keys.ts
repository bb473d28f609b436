import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { keyBytes } from '../../supabase/functions/_shared/db/signature.ts';

/** SHA-256 works on blocks of so many bytes. */
const BLOCK = 64;

export interface ClaimsKey {
  id: string;
  created_at: Date;
}

/**
 * Makes the database believe claims that were signed with this key; once is enough.
 * @throws RangeError when the key is too short
 */
export async function addClaimsKey(owner: postgres.Sql, key: string): Promise<void> {
  const { inner, outer } = paddedBlocks(key);
  await owner`
    insert into private.claims_keys (inner_pad, outer_pad) values (${inner}, ${outer})
    on conflict (inner_pad) do nothing`;
}

/** The keys whose signatures are believed, the newest first. What they are is not told. */
export const listClaimsKeys = (owner: postgres.Sql): Promise<ClaimsKey[]> =>
  owner<ClaimsKey[]>`select id, created_at from private.claims_keys order by created_at desc, id`;

/** Stops believing a key. Answers whether there was one with this id. */
export async function retireClaimsKey(owner: postgres.Sql, id: string): Promise<boolean> {
  const { count } = await owner`delete from private.claims_keys where id = ${id}`;
  return count > 0;
}

/** A key as HMAC mixes it into its two hashes (RFC 2104): done once here, not at every statement. */
function paddedBlocks(key: string): { inner: Uint8Array; outer: Uint8Array } {
  const bytes = keyBytes(key);
  const block = new Uint8Array(BLOCK);
  block.set(bytes.length > BLOCK ? createHash('sha256').update(bytes).digest() : bytes);
  return { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) };
}
