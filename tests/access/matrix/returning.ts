/** The row was reached and its version moved, which the ETag depends on. */
export const touched =
  `returning case when updated_at > '2020-06-01' then 'ok' else 'stale version' end`;

/** Whose clock an instant was taken from: this transaction's, or the year 2000 the probe asked for. */
export const clockOf = (column: string) =>
  `returning case when ${column} = now()::timestamptz(3) then 'now'
    when ${column} < '2001-01-01' then 'backdated' else 'neither' end`;

/** Only in SQL, to look behind the scenes: through the door every statement carries its own scope. */
export const becomeSystem = `select set_config('session_authorization', 'edge_system', true),
  set_config('role', 'service_role', true)`;

/** Only in SQL, to set a scene that no API role may write: as who owns the tables. */
export const becomeOwner = `select set_config('session_authorization', 'postgres', true),
  set_config('role', 'none', true)`;

/** Only in SQL: has the owner set a scene, and goes on as who was there. */
export const byOwner = (...scene: string[]): string[] => [
  `select set_config('was.login', session_user, true),
    set_config('was.role', current_setting('role'), true)`,
  becomeOwner,
  ...scene,
  `select set_config('session_authorization', current_setting('was.login'), true),
    set_config('role', current_setting('was.role'), true)`,
];

/**
 * Only in SQL: from here on a request that another login than the door's has checked, as the Data
 * API's. There claims count as they are set.
 */
export const elsewhere = (claims: object) =>
  `select set_config('session_authorization', 'authenticator', true),
    set_config('role', 'authenticated', true),
    set_config('request.jwt.claims', '${JSON.stringify(claims)}', true)`;
