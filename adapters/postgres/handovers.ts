import { sql } from 'kysely';
import type { HandoverFact } from '#core/application/ports';
import { type ClassMove, type Holding, handoverDays, holdingsOfClass } from '#core/domain/tenure';
import { type Context, uuids } from './context';

/**
 * When each class passed to another adviser, or to another counselor, by class id. One statement
 * however many the classes.
 */
export async function handoversOf(
  classIds: readonly string[],
  { db, actor }: Context,
): Promise<ReadonlyMap<string, readonly HandoverFact[]>> {
  if (classIds.length === 0) return new Map();
  const { rows } = await sql<ClassHistory>`
    select class.id as "classId", class.area_id as "areaId",
      coalesce((
        select jsonb_agg(
          jsonb_build_object('from', move.from_area, 'to', move.to_area, 'on', move.on_day) order by move.ordinal
        )
        from class_move move
        where move.department_id = class.department_id and move.class_id = class.id
      ), '[]'::jsonb) as moves,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'personId', held.person_id, 'areaId', held.area_id, 'firstDay', held.first_day,
          'lastDay', held.last_day, 'actingFor', held.acting_for
        ))
        from assignment held
        where held.department_id = class.department_id and (
          held.class_id = class.id or held.area_id = class.area_id or held.area_id in (
            select area from class_move move
            cross join lateral (values (move.from_area), (move.to_area)) as moved (area)
            where move.department_id = class.department_id and move.class_id = class.id
          )
        )
      ), '[]'::jsonb) as held
    from class
    where class.department_id = ${actor.departmentId}::uuid and class.id = ${uuids(classIds)}`.execute(db);
  return new Map(rows.map((row) => [row.classId, handoversIn(row)]));
}

interface ClassHistory {
  readonly classId: string;
  readonly areaId: string | null;
  readonly moves: readonly ClassMove[];
  readonly held: readonly (Holding & { readonly areaId: string | null })[];
}

function handoversIn({ areaId, held, moves }: ClassHistory): readonly HandoverFact[] {
  const advisers = held.filter((one) => one.areaId === null);
  const counselors = holdingsOfClass(areaId, moves, (id) => held.filter((one) => one.areaId === id));
  return [
    ...handoverDays(advisers).map((from) => ({ role: 'adviser' as const, from })),
    ...handoverDays(counselors).map((from) => ({ role: 'counselor' as const, from })),
  ];
}
