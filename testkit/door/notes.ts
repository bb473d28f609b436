import postgres from 'postgres';

export * from './notes-schema.ts';

/** Makes the tables in the database of this connection string, as its owner. */
export async function createNotes(url: string): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  await owner.unsafe(`
    create table door_notes (
      id integer generated always as identity primary key,
      owner text not null,
      body text not null check (body <> 'refused'),
      tags text[],
      details jsonb,
      created_at timestamptz not null default now()
    );
    create table door_comments (
      id integer generated always as identity primary key,
      note_id integer not null references door_notes on delete cascade,
      body text not null
    );
    create index on door_notes (owner);
    create index on door_comments (note_id);
    alter table door_notes enable row level security;
    alter table door_comments enable row level security;
    create policy own on door_notes for all to authenticated
      using (owner = (select auth.jwt() ->> 'sub')) with check (owner = (select auth.jwt() ->> 'sub'));
    create policy own on door_comments for all to authenticated
      using (exists (select from door_notes n where n.id = note_id));
    revoke all on door_notes, door_comments from anon;
    grant all on door_notes, door_comments to authenticated, service_role;
  `);
  await owner.end();
}
