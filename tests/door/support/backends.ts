import postgres from 'postgres';

export interface Backend {
  pid: number;
  role: string;
  claims: string;
  sub: string;
}

/**
 * What stays behind on a pooler's backends between transactions: enters as the login role without
 * a scope, in as many transactions at once as there are backends, and reads their settings.
 */
export async function inspectBackends(poolerUrl: string, count: number): Promise<Backend[]> {
  const clients = Array.from({ length: count }, () => postgres(poolerUrl, { max: 1 }));
  let arrived = 0;
  let everyone = () => {};
  const together = new Promise<void>((done) => everyone = done);
  try {
    return await Promise.all(clients.map((client) =>
      client.begin(async (tx) => {
        const [backend] = await tx<Backend[]>`
          select pg_backend_pid() as pid,
                 current_setting('role') as role,
                 coalesce(current_setting('request.jwt.claims', true), '') as claims,
                 coalesce(current_setting('request.jwt.claim.sub', true), '') as sub`;
        if (!backend) throw new Error('A backend did not answer');
        // Everyone holds a backend until all have one, so each is another.
        arrived += 1;
        if (arrived === count) everyone();
        await together;
        return backend;
      })
    ));
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** Sessions of the login role that hold a transaction open while nothing runs. */
export async function idleInTransaction(admin: postgres.Sql): Promise<number> {
  const [row] = await admin<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where usename = 'edge' and datname = current_database() and state like 'idle in transaction%'`;
  return row?.count ?? 0;
}
