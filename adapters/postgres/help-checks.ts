import { randomUUID } from 'node:crypto';
import type { DrawnPair, HelpCheckRepository } from '#core/application/ports';
import { type Context, insertRows, uuids } from './context';
import { isRepeat } from './repeats';

/** 不定期跟踪检查: draws and what they found, only ever added to. */
export const helpCheckRepository = (context: Context): HelpCheckRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async addDraw(draw, picked) {
      const written = await insertRows(
        context,
        'help_draw',
        [
          {
            department_id,
            id: draw.id,
            seed: draw.seed,
            population: [...draw.population],
            size: draw.size,
            drawn_on: draw.drawnOn,
            drawn_at: draw.drawnAt,
            drawn_by: draw.drawnBy,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      if (written === 0) {
        return isRepeat(
          context,
          { table: 'help_draw', id: draw.id, author: 'drawn_by', authorId: draw.drawnBy },
          '这次抽查的编号已被占用。请刷新后重试。',
        );
      }
      await insertRows(
        context,
        'help_draw_pick',
        picked.map((pairing_id) => ({ department_id, draw_id: draw.id, pairing_id })),
      );
      return true;
    },
    async draws() {
      const rows = await db
        .selectFrom('help_draw')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'help_draw.department_id')
            .onRef('person.id', '=', 'help_draw.drawn_by'),
        )
        .where('help_draw.department_id', '=', department_id)
        .select([
          'help_draw.id as id',
          'help_draw.seed as seed',
          'help_draw.population as population',
          'help_draw.size as size',
          'help_draw.drawn_on as drawnOn',
          'help_draw.drawn_at as drawnAt',
          'help_draw.drawn_by as drawnBy',
          'person.name as drawnByName',
        ])
        .orderBy('help_draw.drawn_at', 'desc')
        .orderBy('help_draw.id', 'desc')
        .execute();
      // Written by `addDraw` alone.
      return rows.map((row) => ({ ...row, population: row.population as readonly string[] }));
    },
    async drawn(drawIds) {
      if (drawIds.length === 0) return [];
      const rows = await db
        .selectFrom('help_draw_pick as pick')
        .innerJoin('pairing', (join) =>
          join
            .onRef('pairing.department_id', '=', 'pick.department_id')
            .onRef('pairing.id', '=', 'pick.pairing_id'),
        )
        .innerJoin('student', (join) =>
          join
            .onRef('student.department_id', '=', 'pairing.department_id')
            .onRef('student.id', '=', 'pairing.student_id'),
        )
        .innerJoin('person as volunteer', (join) =>
          join
            .onRef('volunteer.department_id', '=', 'pairing.department_id')
            .onRef('volunteer.id', '=', 'pairing.volunteer_id'),
        )
        .leftJoin('help_check', (join) =>
          join
            .onRef('help_check.department_id', '=', 'pick.department_id')
            .onRef('help_check.draw_id', '=', 'pick.draw_id')
            .onRef('help_check.pairing_id', '=', 'pick.pairing_id'),
        )
        .leftJoin('person as checker', (join) =>
          join
            .onRef('checker.department_id', '=', 'help_check.department_id')
            .onRef('checker.id', '=', 'help_check.checked_by'),
        )
        .where('pick.department_id', '=', department_id)
        .where('pick.draw_id', '=', uuids(drawIds))
        .select([
          'pick.draw_id as drawId',
          'pick.pairing_id as pairingId',
          'pairing.student_id as studentId',
          'student.name as studentName',
          'volunteer.name as volunteerName',
          'help_check.id as checkId',
          'help_check.outcome as outcome',
          'help_check.note as note',
          'help_check.checked_on as checkedOn',
          'help_check.checked_at as checkedAt',
          'help_check.checked_by as checkedBy',
          'checker.name as checkedByName',
        ])
        .orderBy('student.student_no')
        .execute();
      const opener = rows.some(({ note }) => note) ? await context.sealed.toOpen() : null;
      return rows.map(
        ({ checkId, outcome, note, checkedOn, checkedAt, checkedBy, checkedByName, ...pair }): DrawnPair => ({
          ...pair,
          check:
            outcome === null || checkedOn === null || checkedAt === null || checkedBy === null
              ? null
              : {
                  drawId: pair.drawId,
                  pairingId: pair.pairingId,
                  // Checked by the table.
                  outcome: outcome as NonNullable<DrawnPair['check']>['outcome'],
                  note: opener?.open('help_check', 'note', checkId ?? '', note ?? '') ?? '',
                  checkedOn,
                  checkedAt,
                  checkedBy,
                  checkedByName: checkedByName ?? '',
                },
        }),
      );
    },
    async addCheck(check) {
      const sealer = await context.sealed.toSeal();
      const id = randomUUID();
      const written = await insertRows(
        context,
        'help_check',
        [
          {
            department_id,
            id,
            draw_id: check.drawId,
            pairing_id: check.pairingId,
            outcome: check.outcome,
            note: sealer.seal('help_check', 'note', id, check.note),
            checked_on: check.checkedOn,
            checked_at: check.checkedAt,
            checked_by: check.checkedBy,
          },
        ],
        'on conflict do nothing',
      );
      return written === 1;
    },
  };
};
