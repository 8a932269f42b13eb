import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeGradeFile } from './grade-file';

/** Written once; its name changes with its size and with the source that writes it. */
export async function gradeFile(
  cache: string,
  rows: number,
  students: number,
  progress: (text: string) => void,
): Promise<string> {
  const version = createHash('sha256')
    .update(readFileSync(new URL('./grade-file.ts', import.meta.url)))
    .digest('hex')
    .slice(0, 8);
  const name = `grades-${rows}-${students}-${version}.csv`;
  const path = join(cache, name);
  if (existsSync(path)) return path;
  progress(`写出成绩文件（只在第一次）`);
  const older = readdirSync(cache).filter((file) => file.startsWith(`grades-${rows}-`));
  for (const file of older) rmSync(join(cache, file));
  const unfinished = join(cache, `${name}.${process.pid}`);
  await writeGradeFile(unfinished, rows, students);
  renameSync(unfinished, path);
  return path;
}
