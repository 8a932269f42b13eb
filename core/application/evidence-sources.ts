import type { EvidenceSource } from '../contract/outputs';
import type { Evidence, EvidenceFact } from '../domain/criterion';
import type { UseCaseDeps } from './use-case';

/** Who brought in the files that a screening rests on, and when; none for roles that see no imports. */
export async function evidenceSources(
  importIds: readonly string[],
  deps: UseCaseDeps,
): Promise<readonly EvidenceSource[]> {
  const sources: EvidenceSource[] = [];
  for (const importId of importIds) {
    const held = await deps.imports.get(importId);
    if (held?.appliedAt) sources.push({ file: held.fileName, by: held.createdByName, at: held.appliedAt });
  }
  return sources;
}

/** Discipline is sensitive: left out by default, and read by its own action (reading §1). */
export const withoutDiscipline = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.map((held) => {
    if (held.criterion !== 'study-discipline' || held.facts === undefined) return held;
    const { facts: _facts, ...rest } = held;
    return { ...rest, statement: held.state === 'met' ? '有有效的学习违纪处分，明细查看时会被记录' : '' };
  });

export const disciplineIn = (evidence: readonly Evidence[]): readonly EvidenceFact[] =>
  evidence.find(({ criterion }) => criterion === 'study-discipline')?.facts ?? [];
