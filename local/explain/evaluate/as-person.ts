import { type Answer, attempt, isRaised, type Ports } from '../ports.ts';
import { ident } from '../expression/quote.ts';

/**
 * Evaluates as the person. A stored policy needs no USAGE on the schemas that it names, since names
 * were looked up when it was made; its text does. So where that right is missing, the text is read
 * with it, in a transaction that is undone.
 */
export function evaluator(ports: Ports): (sql: string) => Promise<Answer> {
  const lent = new Set<string>();
  const rehearsed = (sql: string) =>
    ports.rehearse({
      as: 'person',
      prepare: [...lent].map((schema) =>
        `grant usage on schema ${ident(schema)} to ${ident(ports.role)}`
      ),
    }, sql);
  return async function run(sql) {
    const answer = await attempt(lent.size === 0 ? ports.asPerson(sql) : rehearsed(sql));
    if (!isRaised(answer)) return answer;
    const [, schema] = /^permission denied for schema (.+)$/.exec(answer.message) ?? [];
    if (answer.sqlstate !== '42501' || !schema || lent.has(schema)) {
      throw Object.assign(new Error(answer.message), { code: answer.sqlstate, ...answer });
    }
    lent.add(schema);
    return await run(sql);
  };
}
