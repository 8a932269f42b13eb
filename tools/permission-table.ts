import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PERMISSIONS } from '../core/application/access';
import { ROLE_LABELS } from '../core/domain/labels';
import { ROLES } from '../core/domain/role';

const DOCUMENT = path.resolve(import.meta.dirname, '../docs/security.md');
const START = '<!-- permissions -->';
const END = '<!-- /permissions -->';

/** The permission matrix as a Markdown table, from the data that the gate itself reads. */
export function permissionTable(): string {
  const head = `| 动作 | ${ROLES.map((role) => ROLE_LABELS[role]).join(' | ')} |`;
  const rule = `|---|${ROLES.map(() => ':-:').join('|')}|`;
  const rows = Object.entries(PERMISSIONS).map(
    ([action, allowed]) =>
      `| \`${action}\` | ${ROLES.map((role) => (allowed.includes(role) ? '✓' : '')).join(' | ')} |`,
  );
  return [head, rule, ...rows].join('\n');
}

/** `docs/security.md` with the table of today between its two marks. */
export function withPermissionTable(document: string = readFileSync(DOCUMENT, 'utf8')): string {
  const [before, rest] = document.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${DOCUMENT} lacks ${START} … ${END}`);
  return `${before}${START}\n${permissionTable()}\n${END}${after}`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(DOCUMENT, withPermissionTable());
