import { Buffer } from 'node:buffer';
import { execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import process from 'node:process';
import postgres from 'postgres';
import { importFrom } from '../../../local/legacy/import-from.ts';
import { PROJECT_ROOT } from '../../../local/stack/settings/state.ts';
import type { FilesReport } from '../../../src/legacy/files/copy-files.ts';
import { clerkToken } from '../../../testkit/http/clerk.ts';
import { stack, supabase } from '../../../testkit/http/stack.ts';
import { dropLegacyDatabase, openNewLegacy } from '../../../testkit/legacy/database.ts';
import type { OldType } from './old-host.ts';

export interface OldRow {
  address: string | Buffer | null;
  type?: OldType;
  bytes?: number;
  name?: string;
}

const CREATED = '2021-03-04T12:00:00.000Z';
export const LOGO = 'https://pictures.example.com/dojo.png';

/** An old app with a gym, its manager, a member and a class, moving into the stack under test. */
export async function openOldApp() {
  const address = new URL(stack().adminUrl);
  address.pathname = `/legacy_${randomBytes(6).toString('hex')}`;
  const old = await openNewLegacy(address.href);
  const subjects = [randomUUID(), randomUUID()].map((id) => `user_${id}`);
  const admin = postgres(stack().adminUrl, { max: 1, onnotice: () => {} });
  await old`insert into gyms (name, logo, manager_id, created_at)
    values ('Dojo', ${LOGO}, 1, ${CREATED})`;
  for (const [nth, subject] of subjects.entries()) {
    await old`insert into users
      (clerk_user_id, email, first_name, profile_picture, role, gym_id, approved_at, created_at)
      values (${subject}, ${`${subject}@tatame.test`}, ${`Old ${nth}`}, ${LOGO},
        ${nth === 0 ? 'MANAGER' : 'STUDENT'}, 1, ${CREATED}, ${CREATED})`;
  }
  await old`insert into class (gym_id, day, start, "end", modality, created_at)
    values (1, 'MONDAY', '18:00', '19:00', 'Judo', ${CREATED})`;

  const { db_url, api_url, secret_key } = stack().status;
  const command = (args: string[]) => ({
    args: [
      ...['--import', 'tsx', 'local/commands/import-files.ts', '--from', address.href],
      ...['--timeout', '1', '--json', ...args],
    ],
    options: {
      cwd: PROJECT_ROOT,
      maxBuffer: 2 ** 24,
      env: {
        ...process.env,
        DATABASE_URL: db_url,
        SUPABASE_URL: api_url,
        SUPABASE_SECRET_KEY: secret_key,
      },
    },
  });
  return {
    old,
    admin,
    add: async ({ address, type = 'image/png', bytes = 100, name = 'x' }: OldRow) => {
      const [row] = await old<[{ id: number }]>`
        insert into attachments (class_id, file_name, file_url, file_type, file_size, created_at)
        values (1, ${name}, ${String(address ?? '') || null}, ${type}, ${bytes}, ${CREATED})
        returning id`;
      if (Buffer.isBuffer(address)) {
        await old.unsafe(
          `update attachments set file_url = convert_from('\\x${
            address.toString('hex')
          }'::bytea, 'SQL_ASCII') where id = ${row.id}`,
        );
      }
      return row.id;
    },
    moveIn: () =>
      importFrom({ from: address.href, dry: false, resume: false, timezone: 'UTC' }, db_url),
    /** `npm run import:files`; answers its report and its exit code. */
    copy: async (...given: string[]): Promise<{ code: number; report: FilesReport }> => {
      const { args, options } = command(given);
      return await new Promise((done, failed) =>
        execFile('node', args, options, (error, out, words) => {
          if (!out) return failed(new Error(String(words)));
          done({ code: error ? Number(error.code) : 0, report: JSON.parse(String(out)) });
        })
      );
    },
    /** The same, killed when it is asked to be; answers whether it was. */
    copyUntil: async (when: Promise<unknown>, ...given: string[]): Promise<boolean> => {
      const { args, options } = command(given);
      const child = spawn('node', args, { ...options, stdio: 'ignore' });
      void when.then(() => child.kill('SIGKILL'));
      const [, signal] = await once(child, 'exit');
      return signal === 'SIGKILL';
    },
    /** What is here of every file: its state, and its object. */
    left: async () => {
      const rows = await admin<
        {
          legacy_id: number;
          state: string;
          file_path: string;
          is_noted: boolean;
          is_as_it_came: boolean;
        }[]
      >`
        select a.legacy_id, a.state, a.file_path, l.file_hash is not null as is_noted,
          l.version = a.updated_at as is_as_it_came
        from attachments a join private.imported_rows l
          on l.legacy_table = 'attachments' and l.legacy_id = a.legacy_id
        order by a.legacy_id`;
      const { storage } = supabase({ key: secret_key });
      const folder = rows[0]?.file_path.split('/')[0];
      const { data } = await storage.from('materials').list(folder, { limit: 1000 });
      const names = new Set(data?.map(({ name }) => `${folder}/${name}`));
      return rows.map((row) => ({ ...row, has_object: names.has(row.file_path) }));
    },
    bytesOf: async (path: string) => {
      const { data } = await supabase({ key: secret_key }).storage.from('materials').download(path);
      return data && Buffer.from(await data.arrayBuffer());
    },
    /** The member, signed in as ever. */
    member: async () =>
      supabase({
        token: await clerkToken(stack().clerk, subjects[1]!, {
          email: `${subjects[1]}@tatame.test`,
          email_verified: true,
        }),
      }),
    close: async () => {
      await old.end();
      await dropLegacyDatabase(address.href);
      // Another old database is none that this one's rows are gone from.
      await admin`delete from private.imported_rows`;
      await admin.end();
    },
  };
}
