import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { withPermissionTable } from '../../tools/permission-table';

it('docs/security.md shows the permissions that the gate reads', () => {
  const document = readFileSync(path.resolve(import.meta.dirname, '../../docs/security.md'), 'utf8');
  expect(withPermissionTable(document)).toBe(document);
});
