import process from 'node:process';

/**
 * `@supabase/lite` prints every refusal of the database with its stack, though the caller is told
 * too; one line each is enough, and none in tests that provoke them.
 */
export function shortenLogs(quiet: boolean): void {
  process.env.LITE_TELEMETRY = '0';
  const { warn, error } = console;
  console.warn = (...args: unknown[]) => {
    if (!String(args[0]).startsWith('EXPERIMENTAL FEATURES ENABLED')) warn(...args);
  };
  console.error = (...args: unknown[]) => {
    const [first] = args;
    if (!isRefusal(first)) error(...args);
    else if (!quiet) error(`[data api] ${first.code} ${first.message}`);
  };
}

const isRefusal = (value: unknown): value is Error & { code: string } =>
  value instanceof Error && 'code' in value && /^[0-9A-Z]{5}$/.test(String(value.code));
