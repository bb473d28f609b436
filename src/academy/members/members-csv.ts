import { CsvError, parse } from 'csv-parse/sync';
import { AddMemberInput, type ImportError } from './contract.ts';
import type { NewMember } from './call-add-members.ts';

/** More than any gym has, and little enough for one statement. */
export const MAX_LINES = 2_000;
/** What ends a line, also where a list has been put together from several. */
const LINE_ENDS = ['\r\n', '\n', '\r'];
/** Longer than the longest names, addresses and numbers together. */
const MAX_LINE_CHARACTERS = 4_000;

/** The columns by their names in the API, and as a Portuguese spreadsheet heads them. */
const columns = new Map<string, keyof AddMemberInput>(Object.entries(
  {
    ...{ first_name: 'first_name', nome: 'first_name', last_name: 'last_name' },
    ...{ sobrenome: 'last_name', email: 'email', 'e-mail': 'email', birth_date: 'birth_date' },
    ...{ nascimento: 'birth_date', 'data de nascimento': 'birth_date', gender: 'gender' },
    ...{ sexo: 'gender', phone: 'phone', telefone: 'phone', celular: 'phone', role: 'role' },
    ...{ papel: 'role', external_ref: 'external_ref', matrícula: 'external_ref' },
  } as const,
));

export interface ReadCsv {
  people: NewMember[];
  errors: ImportError[];
}

const fault = (line: number, column: string | null, code: string, message: string): ReadCsv => ({
  people: [],
  errors: [{ line, column, code, message }],
});

/**
 * Reads a list of members as a spreadsheet writes it: UTF-8 with or without a byte order mark, columns
 * between commas, semicolons or tabs, in any order. A cell is text: nothing is computed. Dates are
 * `YYYY-MM-DD`; with semicolons, which only countries that put the day first have, also
 * `DD/MM/YYYY`.
 *
 * @returns the people without a fault, and every fault by its line and column
 */
export function readMembersCsv(bytes: Uint8Array): ReadCsv {
  let text: string;
  try {
    // Some write an accent as a character of its own: a name would then be two.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    return fault(1, null, 'not_utf8', 'Save the list as CSV in UTF-8.');
  }
  const delimiter = delimiterOf(text);
  let records: { info: { lines: number }; record: string[] }[];
  try {
    records = parse(text, {
      ...{ delimiter, record_delimiter: LINE_ENDS, info: true, trim: true, skip_empty_lines: true },
      ...{ relax_column_count: true, max_record_size: MAX_LINE_CHARACTERS, to: MAX_LINES + 2 },
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return fault(Number(error.lines ?? 1), null, 'csv_malformed', 'This is not a line of CSV.');
  }
  const [head, ...lines] = records.filter(({ record }) => record.some((cell) => cell !== ''));
  if (!head) return fault(1, null, 'list_empty', 'The list has no lines.');
  if (lines.length > MAX_LINES) {
    return fault(MAX_LINES + 2, null, 'list_too_long', `A list has at most ${MAX_LINES} people.`);
  }
  const last = head.record.findLastIndex((name) => name !== '');
  const heads = head.record.slice(0, last + 1);
  const names = heads.map((name) => columns.get(name.toLowerCase()));
  const unknown = heads.flatMap((name, index) =>
    names[index] && names.indexOf(names[index]) === index
      ? []
      : [{ line: head.info.lines, column: name, code: 'column_unknown', message: UNKNOWN }]
  );
  if (unknown.length > 0) return { people: [], errors: unknown };
  return withoutTwins(
    lines.map(({ info, record }) =>
      readLine(info.lines, names as (keyof AddMemberInput)[], record, delimiter)
    ),
  );
}

const UNKNOWN = `must be one of ${[...columns.keys()].join(', ')}, once`;

/** What separates the columns: whichever the head has most of. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const count = (character: string) => head.split(character).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function readLine(
  line: number,
  names: readonly (keyof AddMemberInput)[],
  record: string[],
  delimiter: string,
): ReadCsv {
  if (record.slice(names.length).some((cell) => cell !== '')) {
    return fault(line, null, 'too_many_cells', `The head has ${names.length} columns.`);
  }
  const cells = names.flatMap((name, index) => {
    const cell = record[index] ?? '';
    return cell === '' ? [] : [[name, understood(name, cell, delimiter)]];
  });
  const read = AddMemberInput.safeParse(Object.fromEntries(cells));
  if (read.success) return { people: [{ ...read.data, line }], errors: [] };
  // One fault a cell is enough to mend it.
  const first = new Map(
    read.error.issues.toReversed().map(({ path, message }) => [String(path[0] ?? ''), message]),
  );
  const errors = [...first].toReversed().map(([column, message]) => ({
    ...{ line, column, code: 'value_invalid', message },
  }));
  return { people: [], errors };
}

/** What people write in cells that have a form: capitals, spaces in numbers, the day first. */
function understood(name: keyof AddMemberInput, cell: string, delimiter: string): string {
  if (name === 'role') return cell.toUpperCase();
  if (name === 'gender') return cell.toLowerCase();
  if (name === 'phone') return cell.replaceAll(/[ ().-]/g, '');
  if (name === 'birth_date' && delimiter === ';') {
    return cell.replace(/^([0-9]{2})\/([0-9]{2})\/([0-9]{4})$/, '$3-$2-$1');
  }
  return cell;
}

/** Refuses whoever stands in the list twice: which of the lines is meant, nobody knows. */
function withoutTwins(read: ReadCsv[]): ReadCsv {
  const people: NewMember[] = [];
  const errors = read.flatMap((line) => line.errors);
  const seen = new Map<string, number>();
  for (const person of read.flatMap((line) => line.people)) {
    const { line, external_ref, first_name, last_name, birth_date, email } = person;
    const key = external_ref === null
      ? [first_name, last_name, birth_date, email].join('\x1f').toLowerCase()
      : `#${external_ref}`;
    const twin = seen.get(key);
    if (twin === undefined) people.push(person);
    else {
      const message = `the same person as in line ${twin}`;
      errors.push({ line, column: null, code: 'listed_twice', message });
    }
    seen.set(key, twin ?? line);
  }
  return { people, errors: errors.sort((a, b) => a.line - b.line) };
}
