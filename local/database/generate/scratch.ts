import { type Catalog, type Query, readCatalog } from '../catalog/catalog.ts';
import { startInMemory } from '../../postgres/in-memory.ts';
import { GenerateError } from './generate-error.ts';

/** A throw-away database in which everything that is done is undone. */
export interface Scratch {
  query: Query;
  /** Runs statements, in the order of their texts. */
  run(statements: string[]): Promise<void>;
  catalog(): Promise<Catalog>;
  /** Does the work and takes back whatever it changed. */
  undone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Starts one, empty but for what a hosted database has. It takes some seconds. */
export async function openScratch(start = startInMemory): Promise<Scratch> {
  const engine = await start();
  const query: Query = async <Row>(statement: string) => (await engine.query<Row>(statement)).rows;
  let depth = 0;
  return {
    query,
    async run(statements) {
      for (const statement of statements) {
        await engine.exec(statement).catch((error: Error) => {
          const head = statement.split('\n').slice(0, 4).join('\n  ');
          throw new GenerateError(`Postgres refuses this: ${error.message}\n  ${head}`, {
            cause: error,
          });
        });
      }
    },
    catalog: () => readCatalog(query),
    async undone(work) {
      const point = `level_${depth}`;
      await engine.exec(depth++ === 0 ? 'begin' : `savepoint ${point}`);
      try {
        return await work();
      } finally {
        await engine.exec(--depth === 0 ? 'rollback' : `rollback to savepoint ${point}`);
      }
    },
    close: () => engine.close(),
  };
}
