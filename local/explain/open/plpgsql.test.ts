import { describe, expect, it } from 'vitest';
import { parseBlock } from './plpgsql.ts';

describe('a block of PL/pgSQL', () => {
  it('is read through quotes and comments that hold its own words', () => {
    expect(parseBlock(`
      declare
        who constant uuid := private.me(); -- begin; end
        words text[] not null default array['a;b', 'it''s /* none */'];
        found boolean;
      begin
        /* if this then that; */
        if who is null then
          return false;
        elsif who = 'x'::uuid then found := true; else
          found := exists (select 1 from t where a = 'then; end if' and b);
        end if;
        return coalesce(found, false);
      end;
    `)).toEqual({
      declarations: [
        { name: 'who', type: 'uuid', value: 'private.me()' },
        { name: 'words', type: 'text[]', value: `array['a;b', 'it''s /* none */']` },
        { name: 'found', type: 'boolean', value: null },
      ],
      statements: [
        {
          kind: 'if',
          branches: [
            {
              condition: 'who is null',
              statements: [{ kind: 'return', sql: 'false', query: false }],
            },
            {
              condition: `who = 'x'::uuid`,
              statements: [{ kind: 'assign', name: 'found', sql: 'true' }],
            },
            {
              condition: null,
              statements: [{
                ...{ kind: 'assign', name: 'found' },
                sql: `exists (select 1 from t where a = 'then; end if' and b)`,
              }],
            },
          ],
        },
        { kind: 'return', sql: 'coalesce(found, false)', query: false },
      ],
    });
  });

  it.each([
    ['begin perform f(); return true; end', 'perform f()'],
    ['begin for r in select 1 loop return r; end loop; end', 'for r in select 1 loop return r'],
    ['begin return next 1; end', 'return next 1'],
  ])('says where it goes beyond what is read: %s', (body, text) => {
    expect(parseBlock(body)?.statements[0]).toEqual({ kind: 'other', text });
  });

  it('is nothing else', () => expect(parseBlock('select 1')).toBeUndefined());
});
