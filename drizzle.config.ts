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
  // Set by `npm run db:studio` alone: drizzle-kit by itself has no database to go to.
  dbCredentials: { url: process.env.TATAME_STUDIO_DATABASE_URL ?? '' },
});
