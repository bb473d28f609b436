import { describe, expect, it } from 'vitest';
import { splitStatements } from './split-statements.ts';

describe('splitStatements', () => {
  it('ends a statement at its semicolon, with the comment before it', () => {
    expect(splitStatements('-- one\nselect 1;\n\n-- two; still two\nselect 2;\n')).toEqual([
      '-- one\nselect 1;',
      '-- two; still two\nselect 2;',
    ]);
  });

  it.each([
    ['a body', 'do $$ begin perform 1; end $$;'],
    ['a body within a body', 'do $a$ begin execute $b$ select 1; $b$; end $a$;'],
    ['a string', `select 'it''s; fine';`],
    ['a name', 'select 1 as "a;b";'],
    ['a comment in the middle', 'select /* ; */ 1 -- ;\n;'],
  ])('leaves %s whole', (_, statement) => {
    expect(splitStatements(`${statement}\nselect 2`)).toEqual([statement, 'select 2']);
  });
});
