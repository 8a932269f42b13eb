import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawSample } from '#core/domain/help-check';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

describe('不定期跟踪检查', () => {
  let department: TestDepartment;
  let staff: Staff;
  const pairings = { own: uuidv7(), other: uuidv7() };

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '志愿者.csv',
      '学号,姓名,班级,可帮扶课程,空闲时间,联系方式,开始日期\n202305010101,闻人语,生物科学231,课程SK01,,19900000032,2026-09-01',
    );
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405020101', '许星野', 'SK01', '16', '45', '生物技术241'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const [other] = await department.database.query<{ id: string }>(
      `select id from xueye.person where name = '闻人语'`,
    );
    for (const { proposalId, student } of (await department.act(staff.leader, 'meeting.agenda', {})).items) {
      await department.act(staff.leader, 'meeting.decide', {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: 'both',
        causes: [],
        causeNote: '',
        reason: '',
      });
      const isOwn = student.name === '林知远';
      const pair = {
        id: isOwn ? pairings.own : pairings.other,
        studentId: student.id,
        volunteerId: isOwn ? staff.volunteer : (other?.id ?? ''),
      };
      await department.act(staff.leader, 'pairings.confirm', { pairs: [pair] });
    }
  });
  afterAll(() => department.database.close());

  const list = (who: string) => department.act(who, 'checks.list', {});

  it('draws from the pairs in reach, and keeps enough to draw again', async () => {
    const id = uuidv7();
    expect(await department.act(staff.leader, 'checks.draw', { id, size: 1 })).toMatchObject({
      repeated: false,
    });
    expect(await department.act(staff.leader, 'checks.draw', { id, size: 1 })).toMatchObject({
      repeated: true,
    });
    const { items } = await list(staff.leader);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ on: '2026-09-14', by: '陆承钧', population: 2 });
    const again = drawSample(Object.values(pairings), items[0]?.seed ?? '', 1, (text) =>
      createHash('sha256').update(text).digest('hex'),
    );
    expect(items[0]?.pairs.map(({ pairingId }) => pairingId)).toEqual(again);
  });

  it('shows a counselor the pairs of the area alone, and takes what the check found once', async () => {
    const id = uuidv7();
    await department.act(staff.leader, 'checks.draw', { id, size: 2 });
    const held = async (who: string) => (await list(who)).items.find(({ drawId }) => drawId === id)?.pairs;
    expect(await held(staff.counselor)).toMatchObject([
      { studentName: '林知远', volunteerName: '季子昂', check: null },
    ]);
    const found = {
      drawId: id,
      pairingId: pairings.own,
      outcome: 'discrepant',
      note: '学生说只来过一次。',
    } as const;
    expect(
      await department.call(staff.counselor, 'checks.file', { ...found, pairingId: pairings.other }),
    ).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
    expect(await department.call(staff.counselor, 'checks.file', { ...found, note: '' })).toMatchObject({
      ok: false,
      error: { code: 'NOTE_MISSING' },
    });
    await department.act(staff.counselor, 'checks.file', found);
    expect(
      await department.act(staff.counselor, 'checks.file', { ...found, outcome: 'in-order' }),
    ).toMatchObject({
      repeated: true,
    });
    expect(await held(staff.counselor)).toMatchObject([{ check: { outcome: 'discrepant', by: '苏慕言' } }]);
    expect(await held(staff.office)).toHaveLength(2);
  });

  it('draws no more than there are', async () => {
    expect(await department.call(staff.counselor, 'checks.draw', { id: uuidv7(), size: 2 })).toMatchObject({
      ok: false,
      error: { code: 'TOO_MANY' },
    });
  });
});
