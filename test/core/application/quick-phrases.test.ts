import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDepartment, type Staff, staffDepartment, type TestDepartment } from './department';

describe('常用语', () => {
  let department: TestDepartment;
  let staff: Staff;
  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
  });
  afterAll(() => department.database.close());

  const texts = async (who: string) =>
    (await department.act(who, 'phrases.list', {})).items.map(({ text }) => text);

  it('are written, changed and removed by their owner, and seen by nobody else', async () => {
    const id = uuidv7();
    await department.act(staff.adviser, 'phrases.save', { id, text: ' 已约定每周五交进度。 ' });
    await department.act(staff.adviser, 'phrases.save', { id, text: '已约定每周五交进度。' });
    await department.act(staff.adviser, 'phrases.save', { id: uuidv7(), text: '情绪平稳。' });
    expect(await texts(staff.adviser)).toEqual(['已约定每周五交进度。', '情绪平稳。']);
    expect(await texts(staff.counselor)).toEqual([]);
    const taken = await department.call(staff.counselor, 'phrases.save', { id, text: '抢来的' });
    expect(taken).toMatchObject({ error: { code: 'CONFLICT' } });
    await department.act(staff.counselor, 'phrases.remove', { id });
    await department.act(staff.adviser, 'phrases.save', { id, text: '改成每周三。' });
    expect(await texts(staff.adviser)).toEqual(['改成每周三。', '情绪平稳。']);
    await department.act(staff.adviser, 'phrases.remove', { id });
    await department.act(staff.adviser, 'phrases.remove', { id });
    expect(await texts(staff.adviser)).toEqual(['情绪平稳。']);
    const told = await department.database.query<{ action: string }>(
      `select action from xueye.audit_event where action like 'phrases.%' order by seq`,
    );
    expect(told.map(({ action }) => action)).toEqual([
      'phrases.save',
      'phrases.save',
      'phrases.save',
      'phrases.remove',
    ]);
  });

  it('lie sealed', async () => {
    const rows = await department.database.query<{ text: string }>('select text from xueye.quick_phrase');
    expect(rows.map(({ text }) => text.slice(0, 3))).toEqual(['x1.']);
  });

  it.each([
    ['', 'TEXT_MISSING'],
    ['字'.repeat(201), 'TEXT_TOO_LONG'],
  ])('of %s are refused with %s', async (text, code) => {
    const reply = await department.call(staff.adviser, 'phrases.save', { id: uuidv7(), text });
    expect(reply).toMatchObject({ error: { code } });
  });

  it('are 50 at most', async () => {
    for (let count = (await texts(staff.adviser)).length; count < 50; count += 1) {
      await department.act(staff.adviser, 'phrases.save', { id: uuidv7(), text: `第 ${count} 句` });
    }
    const reply = await department.call(staff.adviser, 'phrases.save', { id: uuidv7(), text: '再一句' });
    expect(reply).toMatchObject({ error: { code: 'TOO_MANY' } });
    expect(await texts(staff.adviser)).toHaveLength(50);
  });
});
