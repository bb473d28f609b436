import { describe, expect, it } from 'vitest';
import { configFaults } from './check-functions.ts';

const block = (name: string, more = '') => `
[functions.${name}]
verify_jwt = false
import_map = "../deno.json"
entrypoint = "./functions/${name}/index.ts"
${more}`;

describe('configFaults', () => {
  it('finds nothing wrong with a block for each folder', () => {
    expect(configFaults(block('hello') + block('me'), ['hello', 'me'])).toEqual([]);
  });

  it('names a folder without a block and a block without a folder', () => {
    expect(configFaults(block('gone'), ['hello'])).toEqual([
      'supabase/config.toml has no [functions.hello].',
      '[functions.gone] has no folder with an index.ts.',
    ]);
  });

  it('names a missing import map and a check that would refuse Clerk', () => {
    const config =
      '[functions.hello]\nentrypoint = "./functions/hello/index.ts"\nverify_jwt = true\n';
    expect(configFaults(config, ['hello'])).toEqual([
      '[functions.hello] needs verify_jwt = false.',
      '[functions.hello] needs import_map = "../deno.json".',
    ]);
  });
});
