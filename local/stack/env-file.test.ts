import { describe, expect, it } from 'vitest';
import { placeInEnvFile, unknownVariables } from './env-file.ts';

const ENV = '# mine\nCURSOR_SECRET=x\n\nexport CORS_ORIGIN=https://app.tatame.test\n';

describe('.env', () => {
  it('says where a variable is set', () => {
    expect(placeInEnvFile('CURSOR_SECRET', ENV)).toBe('.env:2');
    expect(placeInEnvFile('CORS_ORIGIN', ENV)).toBe('.env:4');
    expect(placeInEnvFile('SECRET', ENV)).toBeUndefined();
  });

  it('names what nobody reads', () => {
    expect(unknownVariables(ENV, 'CURSOR_SECRET=\nCORS_ORIGINS=\n')).toEqual([
      '.env:4: CORS_ORIGIN is no variable of Tatame (.env.example lists them).',
    ]);
  });
});
