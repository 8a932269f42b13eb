import { describe, expect, it } from 'vitest';
import type { ScreeningSummary } from '#core/contract/index';
import { toScreeningPicker } from '../../../miniprogram/views/screening-picker';

const screening = (
  screeningId: string,
  term: string,
  kind: ScreeningSummary['kind'],
  ranOn: string,
): ScreeningSummary => ({
  screeningId,
  term,
  kind,
  ranOn,
  by: '沈知礼',
  policy: { id: '2015', version: '2015.2' },
  students: 40,
  identified: 3,
  tiers: { watch: 0, 1: 3, 2: 0, 3: 0 },
  undecided: 0,
  files: [],
});

describe('the screenings one may turn to', () => {
  const again = screening('again', '2025-2026-1', 'official', '2026-09-16');
  const preview = screening('preview', '2025-2026-2', 'preview', '2026-09-14');
  const march = screening('march', '2025-2026-1', 'official', '2026-03-10');

  it('stand by semester, and the one on the page is chosen', () => {
    const picker = toScreeningPicker([again, preview, march], march, '2026-09-16');
    expect(picker.ids).toEqual(['preview', 'again', 'march']);
    expect(picker.index).toBe(2);
    expect(picker.names[0]).toMatch(/第2学期.*预览.*9月14日 · 符合 3 名$/);
  });

  it('hold the one on the page, though it is too old for the list', () => {
    const picker = toScreeningPicker([again, preview], march, '2026-09-16');
    expect(picker.ids[picker.index]).toBe('march');
    expect(picker.ids).toHaveLength(3);
  });

  it('are none before the first', () => {
    expect(toScreeningPicker([], null, '2026-09-16')).toEqual({ ids: [], names: [], index: 0 });
  });
});
