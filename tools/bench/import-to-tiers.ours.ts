import { policy2015 } from '#core/policies/index';
import { gatherGrades, screenBook } from '../office/screen';
import { reportFigures } from './measure';

const startedAt = performance.now();
const [path = ''] = process.argv.slice(2);
const { book, rejected } = await gatherGrades({ grades: [path], studentNo: undefined }, policy2015);
const tiers = new Map<string, number>();
for (const { assessment } of screenBook(book, '2025-2026-2', policy2015)) {
  const tier = String(assessment.tier);
  tiers.set(tier, (tiers.get(tier) ?? 0) + 1);
}
if (rejected.length > 0) throw new Error(`${rejected.length} rows of the generated file were rejected`);
reportFigures(startedAt);
