import process from 'node:process';
import { MigrationError } from '../../database/migrate.ts';
import { StackError } from '../settings/stack-error.ts';

/** Runs a command to its end: what a person can mend is said in its own words, the rest with frames. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const known = error instanceof StackError || error instanceof MigrationError;
    console.error(known ? error.message : error);
    process.exit(1);
  }
}
