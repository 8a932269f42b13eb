import type { ArchiveExport } from '../contract/archive-export';
import { DUTY_LABELS, DUTY_ROLE_LABELS, DUTY_STATE_LABELS } from '../domain/labels';
import type { ArchivePaperSection } from './ports';

const worded = (labels: Readonly<Record<string, string>>, code: string): string => labels[code] ?? code;

/** 应办事项 of the open case; no section without one. */
export const dutyRows = ({ duties }: ArchiveExport): readonly ArchivePaperSection[] =>
  duties.length === 0
    ? []
    : [
        {
          heading: '应办事项',
          table: {
            columns: [
              { heading: '事项', weight: 3 },
              { heading: '谁', weight: 3 },
              { heading: '状态', weight: 2 },
              { heading: '期限', weight: 3 },
              { heading: '依据', weight: 7 },
            ],
            rows: duties.map(({ kind, role, state, dueOn, doneOn, because }) => [
              worded(DUTY_LABELS, kind),
              worded(DUTY_ROLE_LABELS, role),
              worded(DUTY_STATE_LABELS, state),
              doneOn ?? dueOn ?? '',
              because,
            ]),
          },
        },
      ];
