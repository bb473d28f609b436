import { describe, expect, it } from 'vitest';
import { ENV_FILES, placeInEnvFile, unknownVariables } from './env-file.ts';

const ENV = '# mine\nCURSOR_SECRET=x\n\nexport CORS_ORIGIN=https://app.tatame.test\n';
const { local, functions } = ENV_FILES;

describe('a file of variables', () => {
  it('is said with the line where one is set', () => {
    expect(placeInEnvFile('CURSOR_SECRET', functions, ENV)).toBe('supabase/functions/.env:2');
    expect(placeInEnvFile('CORS_ORIGIN', local, ENV)).toBe('.env:4');
    expect(placeInEnvFile('SECRET', local, ENV)).toBeUndefined();
  });

  it('is told what nobody reads', () => {
    expect(unknownVariables(functions, ENV, 'CURSOR_SECRET=\nCORS_ORIGINS=\n')).toEqual([
      'supabase/functions/.env:4: CORS_ORIGIN is no variable of Tatame ' +
      '(supabase/functions/.env.example lists them).',
    ]);
  });
});
