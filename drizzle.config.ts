import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/db/schema/index.ts',
  out: './drizzle',
  migrations: { schema: 'drizzle', table: '__drizzle_migrations', prefix: 'supabase' },
  // For `drizzle-kit push`, which nothing here uses: it would show each statement, and ask.
  verbose: true,
  strict: true,
  entities: { roles: { provider: 'supabase' } },
  // Without DATABASE_URL: the database of `npm run dev`.
  dbCredentials: {
    url: process.env.DATABASE_URL || 'postgresql://postgres:postgres@127.0.0.1:54322/postgres',
  },
});
