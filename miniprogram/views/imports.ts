import type { ImportView } from '#core/contract/index';
import { IMPORT_KIND_LABELS, IMPORT_STATE_LABELS } from '#core/domain/labels';
import { sayInstant } from './when';

export interface ImportRow {
  readonly id: string;
  readonly fileName: string;
  readonly detail: string;
  readonly counts: string;
  readonly word: string;
  readonly tone: 'due' | 'done' | 'calm';
}

/** 3.2 MB; below a tenth of that in KB. */
export const saySize = (bytes: number): string =>
  bytes < 100 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const TONES = { previewed: 'due', applied: 'done', discarded: 'calm', 'rolled-back': 'calm' } as const;

export const toImportRow = (one: ImportView, today: string): ImportRow => ({
  id: one.importId,
  fileName: one.fileName,
  detail: `${IMPORT_KIND_LABELS[one.kind]} · ${one.by} · ${sayInstant(one.appliedAt ?? one.createdAt, today)}`,
  counts: sayCounts(one),
  word: IMPORT_STATE_LABELS[one.state],
  tone: TONES[one.state],
});

function sayCounts({ counts, rowsRead }: ImportView): string {
  const parts = [
    `${rowsRead} 行`,
    counts.new > 0 ? `新增 ${counts.new}` : '',
    counts.changed > 0 ? `更改 ${counts.changed}` : '',
    counts.rejected > 0 ? `拒收 ${counts.rejected}` : '',
  ];
  return parts.filter((part) => part !== '').join('，');
}
