import type postgres from 'postgres';

interface Rank {
  belt: string;
  degree?: number;
  awarded_on: string;
  registered_on?: string;
}
interface Title {
  title: string;
  belt: string;
  won_on: string;
}

/** What people were, past row security and past the rules: the past is told here, not judged. */
export const belts = (sql: () => postgres.Sql) => ({
  async promoted(gym_id: string, user_id: string, ranks: Rank[], modality = 'Jiu-jitsu') {
    if (ranks.length === 0) return;
    const rows = ranks.map((rank) => ({
      ...{ gym_id, user_id, modality, degree: 0, registered_on: rank.awarded_on },
      ...rank,
    }));
    await sql().begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into graduations ${tx(rows)}`;
    });
  },
  async won(gym_id: string, user_id: string, titles: Title[], modality = 'Jiu-jitsu') {
    if (titles.length === 0) return;
    await sql()`insert into titles ${
      sql()(titles.map((title) => ({ ...title, gym_id, user_id, modality })))
    }`;
  },
});

export interface Condition {
  code: string;
  article: string | null;
  value: number | null;
  threshold: number | null;
  holds: boolean;
}

/** A condition as the table of cases writes it. */
export const written = ({ code, article, value, threshold }: Condition) =>
  `${code} ${article}${threshold === null ? '' : ` (${value} of ${threshold})`}`;
