import { describe, expect, it } from 'vitest';
import { MAX_LINES, readMembersCsv } from './members-csv.ts';

const read = (text: string) => readMembersCsv(new TextEncoder().encode(text));
const faults = (text: string) =>
  read(text).errors.map(({ line, column, code }) => `${line} ${column} ${code}`);

describe('a list of members', () => {
  it('is read as spreadsheets write it: with a byte order mark, semicolons, CRLF, the day first', () => {
    const { people, errors } = read(
      '\ufeffNome;Sobrenome;E-mail;Nascimento;Telefone;Matrícula\r\n' +
        'Bia;"Souza; Lima";bia@example.com;14/05/2016;+55 (11) 99999-8888;7\r\n',
    );
    expect(errors).toEqual([]);
    expect(people).toEqual([{
      ...{ line: 2, first_name: 'Bia', last_name: 'Souza; Lima', email: 'bia@example.com' },
      ...{ birth_date: '2016-05-14', phone: '+5511999998888', external_ref: '7' },
      ...{ gender: null, role: 'STUDENT' },
    }]);
  });

  it('is read with commas and with tabs, in any order of columns, in any case', () => {
    const { people } = read('ROLE,first_name\ninstructor,Igor\n');
    expect(people).toMatchObject([{ first_name: 'Igor', role: 'INSTRUCTOR' }]);
    expect(read('first_name\tgender\nAna\tFEMALE\n').people).toMatchObject([{ gender: 'female' }]);
  });

  it('is read whatever ends its lines, one or several', () => {
    for (const text of ['nome\rAna\rBia\r', 'nome\r\nAna\nBia\r\n', 'nome\nAna\r\nBia']) {
      expect(read(text).people).toMatchObject([
        { line: 2, first_name: 'Ana' },
        { line: 3, first_name: 'Bia' },
      ]);
    }
  });

  it('is read past the empty columns at its end that a spreadsheet adds', () => {
    expect(read('nome;papel;;\nAna;;;\n').people).toMatchObject([{ first_name: 'Ana' }]);
    expect(faults('nome;;\nAna;;more\n')).toEqual(['2 null too_many_cells']);
  });

  it('knows a name however its accents are written', () => {
    expect(read('nome,matri\u0301cula\nJose\u0301,1\n').people)
      .toMatchObject([{ first_name: 'Jos\u00e9', external_ref: '1' }]);
    expect(faults('nome\nJos\u00e9\nJose\u0301\n')).toEqual(['3 null listed_twice']);
  });

  it('takes a cell as text, whatever a spreadsheet would make of it', () => {
    const { people } = read('first_name\n=1+1\n@SUM(A1)\n"=HYPERLINK(""x"")"\n');
    expect(people.map(({ first_name }) => first_name))
      .toEqual(['=1+1', '@SUM(A1)', '=HYPERLINK("x")']);
  });

  it('tells every fault by line and column', () => {
    expect(faults(
      'first_name,birth_date,phone,email\n' +
        ',2016-05-14,,\n' +
        'Ana,14/05/2016,12,ana\n' +
        '\n' +
        'Bia,2999-01-01,,\n' +
        'Caio,,,,more\n',
    )).toEqual([
      '2 first_name value_invalid',
      '3 birth_date value_invalid',
      '3 phone value_invalid',
      '3 email value_invalid',
      '5 birth_date value_invalid',
      '6 null too_many_cells',
    ]);
  });

  it('refuses whoever stands in it twice, by number or by name, birth date and email', () => {
    expect(faults('first_name,email\nAna,a@example.com\nANA,A@example.com\nAna,\n'))
      .toEqual(['3 null listed_twice']);
    expect(faults('first_name,external_ref\nAna,1\nBia,1\n')).toEqual(['3 null listed_twice']);
  });

  it('is refused as a whole where nothing can be read', () => {
    expect(readMembersCsv(new Uint8Array([0x4e, 0xe3, 0x6f])).errors)
      .toMatchObject([{ line: 1, column: null, code: 'not_utf8' }]);
    expect(faults('')).toEqual(['1 null list_empty']);
    expect(faults('first_name,shoe_size\nAna,38\n')).toEqual(['1 shoe_size column_unknown']);
    expect(faults('first_name,nome\nAna,Ana\n')).toEqual(['1 nome column_unknown']);
    expect(faults('nome,constructor,__proto__\nAna,1,2\n'))
      .toEqual(['1 constructor column_unknown', '1 __proto__ column_unknown']);
    expect(faults('first_name\n"Ana\n')[0]).toMatch(/null csv_malformed$/);
    expect(faults(`first_name\n${'Ana\n'.repeat(MAX_LINES + 1)}`))
      .toEqual([`${MAX_LINES + 2} null list_too_long`]);
    expect(faults(`first_name\n${'x'.repeat(5_000)}\n`)).toEqual(['2 null csv_malformed']);
  });
});
