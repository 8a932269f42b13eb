import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import { DomainError } from '#core/domain/errors';
import { policy2015 } from '#core/policies/index';
import { HOSTILE_FILES } from '../../../tools/bench/hostile-files';
import { runChild } from '../../../tools/bench/measure';

const program = (file: string) => fileURLToPath(new URL(`../../../tools/bench/${file}`, import.meta.url));
/** Node and the compiler of the sources take about 90 of it. */
const MOST_MB = 320;

describe('a hostile file', () => {
  it.each(HOSTILE_FILES.filter(({ isLarge }) => !isLarge).map((file) => [file.what, file] as const))(
    'is refused in one sentence: %s',
    async (_what, { fileName, code, word, make }) => {
      const bytes = await make();
      const refusal = await parseImport(bytes, fileName, { policy: policy2015 }).catch(
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(DomainError);
      const { code: given, message } = refusal as DomainError;
      expect(given).toBe(code);
      expect(message).toContain(word);
      expect(message).toContain(fileName);
      expect(message).toMatch(/。$/);
    },
  );

  it.each(
    HOSTILE_FILES.flatMap(({ what, isLarge }, at) =>
      isLarge && /说谎|压缩比不高/.test(what) ? [[what, at] as const] : [],
    ),
  )(
    'of any size is refused before memory is: %s',
    (_what, at) => {
      const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
      try {
        const path = join(folder, 'file');
        const file = HOSTILE_FILES[at] as (typeof HOSTILE_FILES)[number];
        runChild([program('hostile.make.ts'), String(at), path]);
        const { stdout, rssMb } = runChild([program('hostile.refuse.ts'), path, file.fileName]);
        expect(JSON.parse(stdout)).toMatchObject({
          code: file.code,
          message: expect.stringContaining(file.word),
        });
        expect(rssMb).toBeLessThan(MOST_MB);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
});
