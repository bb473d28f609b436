import { describe, expect, it } from 'vitest';
import { findWritten } from './written.ts';

const path = 'src/db/schema/notes.ts';
const found = (text: string, name = 'notes_own', at = path) =>
  findWritten([{ path: at, text }], name);

describe('where a policy is written', () => {
  it('is the whole call, moved to the left', () => {
    const text = `const a = 1;\n  selectPolicy(\n    'notes_own',\n    own(t.id),\n  ),\n`;
    expect(found(text)).toEqual({
      ...{ path, line: 2 },
      text: `selectPolicy(\n  'notes_own',\n  own(t.id),\n)`,
    });
  });

  it('ends where its own brackets do, whatever strings and comments hold', () => {
    const call = `selectPolicy('notes_own', sql\`a = ')' and f(\${t.id}) /* ) */\`) `;
    expect(found(`${call}, other()`)?.text).toBe(call.trim());
    expect(found(`selectPolicy('notes_own', /* :) */ own('it\\'s )'))`)?.text)
      .toBe(`selectPolicy('notes_own', /* :) */ own('it\\'s )'))`);
  });

  it('is not one whose name only begins so, nor one that is only mentioned', () => {
    expect(found(`selectPolicy('notes_own_or_staff', x)`)).toBeUndefined();
    expect(found(`// see 'notes_own'`)).toBeUndefined();
  });

  it('is a statement in SQL', () => {
    const text = `select 1;\ncreate policy notes_own on notes\n  using (true);\n`;
    expect(found(text, 'notes_own', 'src/db/schema/notes.after.sql'))
      .toMatchObject({ line: 2, text: 'create policy notes_own on notes\n  using (true);' });
  });
});
