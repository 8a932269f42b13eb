import type { HandoverFact } from '#core/application/ports';
import { groupBy } from '#core/domain/group-by';
import { type ClassMove, type Holding, handoverDays, holdingsOfClass } from '#core/domain/tenure';
import { type Context, uuids } from './context';

/**
 * When each class passed to another adviser, or to another counselor, by class id. Three statements
 * however many the classes.
 *
 * @param classIds null: of every class
 */
export async function handoversOf(
  classIds: readonly string[] | null,
  { db, actor }: Context,
): Promise<ReadonlyMap<string, readonly HandoverFact[]>> {
  if (classIds?.length === 0) return new Map();
  const classes = await db
    .selectFrom('class')
    .where('department_id', '=', actor.departmentId)
    .$if(classIds !== null, (query) => query.where('id', '=', uuids(classIds ?? [])))
    .select(['id', 'area_id as areaId'])
    .execute();
  const moves = await db
    .selectFrom('class_move')
    .where('department_id', '=', actor.departmentId)
    .$if(classIds !== null, (query) => query.where('class_id', '=', uuids(classIds ?? [])))
    .select(['class_id as classId', 'from_area as from', 'to_area as to', 'on_day as on'])
    .orderBy('ordinal')
    .execute();
  const areas = [...classes.map(({ areaId }) => areaId), ...moves.flatMap(({ from, to }) => [from, to])];
  const held = await db
    .selectFrom('assignment')
    .where('department_id', '=', actor.departmentId)
    .$if(classIds !== null, (query) =>
      query.where(({ or, eb }) =>
        or([
          eb('class_id', '=', uuids(classIds ?? [])),
          eb('area_id', '=', uuids([...new Set(areas.flatMap((area) => area ?? []))])),
        ]),
      ),
    )
    .where(({ or, eb }) => or([eb('class_id', 'is not', null), eb('area_id', 'is not', null)]))
    .select([
      'class_id as classId',
      'area_id as areaId',
      'person_id as personId',
      'first_day as firstDay',
      'last_day as lastDay',
      'acting_for as actingFor',
    ])
    .execute();
  const ofClass = groupBy(held, ({ classId, areaId }) => (areaId === null ? classId : null));
  const ofArea = groupBy(held, ({ areaId }) => areaId);
  const movesOf = groupBy(moves, ({ classId }) => classId);
  return new Map(
    classes.map(({ id, areaId }) => [
      id,
      handoversIn({
        areaId,
        moves: movesOf.get(id) ?? [],
        advisers: ofClass.get(id) ?? [],
        ofArea: (area) => ofArea.get(area) ?? [],
      }),
    ]),
  );
}

interface ClassHistory {
  readonly areaId: string | null;
  readonly moves: readonly ClassMove[];
  readonly advisers: readonly Holding[];
  readonly ofArea: (areaId: string) => readonly Holding[];
}

function handoversIn({ areaId, moves, advisers, ofArea }: ClassHistory): readonly HandoverFact[] {
  const counselors = holdingsOfClass(areaId, moves, ofArea);
  return [
    ...handoverDays(advisers).map((from) => ({ role: 'adviser' as const, from })),
    ...handoverDays(counselors).map((from) => ({ role: 'counselor' as const, from })),
  ];
}
