import postgres from 'postgres';
import { MATERIALS } from '../../../src/materials/attachments/bucket.ts';
import { MATERIAL } from '../materials/materials.ts';
import { pageOf } from '../materials/page.ts';

interface Place {
  databaseUrl: string;
  apiUrl: string;
  secretKey: string;
  /** Reaches the API where its port is not open yet. */
  send?: (request: Request) => Promise<Response>;
}

/** Puts the files of the demo's material into Storage, over what may be there. */
export async function seedFiles(
  { databaseUrl, apiUrl, secretKey, send = fetch }: Place,
): Promise<void> {
  const { bucket, maxBytes, types } = MATERIALS;
  const post = (path: string, type: string, body: BodyInit) =>
    send(
      new Request(`${apiUrl}/storage/v1/${path}`, {
        method: 'POST',
        headers: {
          ...{ apikey: secretKey, authorization: `Bearer ${secretKey}` },
          ...{ 'content-type': type, 'cache-control': 'max-age=0', 'x-upsert': 'true' },
        },
        body,
      }),
    );
  // One that is there already is refused, and used.
  await post(
    'bucket',
    'application/json',
    JSON.stringify({
      ...{ id: bucket, name: bucket, public: false },
      ...{ file_size_limit: maxBytes, allowed_mime_types: types },
    }),
  );
  const db = postgres(databaseUrl, { max: 1, prepare: false });
  try {
    for (const page of MATERIAL.flatMap(({ page }) => page ?? [])) {
      const [row] = await db<{ file_path: string; file_type: string }[]>`
        select file_path, file_type from attachments where id = ${page.id}`;
      if (!row) continue;
      const file = new Uint8Array(pageOf(page.lines));
      const answer = await post(`object/${bucket}/${row.file_path}`, row.file_type, file);
      if (!answer.ok) throw new Error(`${page.file_name}: ${await answer.text()}`);
    }
  } finally {
    await db.end();
  }
}
