import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actions } from '#core/contract/actions';
import { PRIVACY_GUIDE } from '#core/domain/privacy-guide';
import { agreeForAll, openDepartment, type Staff, staffDepartment, type TestDepartment } from './department';

let department: TestDepartment;
let staff: Staff;
const { version } = PRIVACY_GUIDE;

beforeEach(async () => {
  department = await openDepartment(undefined, { isAsked: true });
  const [real] = await department.database.query<{ source: string }>(
    `select pg_get_functiondef('xueye.consented_to(uuid)'::regprocedure) as source`,
  );
  // The department is set up before anybody is asked.
  await agreeForAll(department.database);
  staff = await staffDepartment(department);
  await department.database.query(real?.source ?? '');
});
afterEach(() => department.database.close());

const word = (answer: 'given' | 'refused' | 'withdrawn', fields: object = {}) => ({
  id: uuidv7(),
  kind: 'guide' as const,
  version,
  answer,
  ...fields,
});

describe('consent before first use', () => {
  it('answers nothing but who one is and the guide until it is given', async () => {
    const who = staff.adviser;
    expect(await department.call(who, 'session.me', {})).toMatchObject({ ok: true });
    expect(await department.call(who, 'privacy.show', {})).toMatchObject({
      data: { version, guide: null, isAgreed: false, contact: null },
    });
    const before = await department.contents();
    for (const action of Object.keys(actions) as (keyof typeof actions)[]) {
      if (['session.me', 'privacy.show', 'privacy.answer'].includes(action)) continue;
      const reply = await department.call(who, action, {} as never);
      expect(['CONSENT', 'INVALID_INPUT']).toContain(reply.ok ? '' : reply.error.code);
    }
    expect(await department.call(who, 'today.list', {})).toMatchObject({ error: { code: 'CONSENT' } });
    expect(await department.contents()).toBe(before);
  });

  it('keeps the word with its day and version, once however often it is sent', async () => {
    const given = word('given');
    const standing = await department.act(staff.adviser, 'privacy.answer', given);
    expect(standing).toMatchObject({ isAgreed: true, guide: { answer: 'given', version, on: '2026-09-14' } });
    expect(await department.act(staff.adviser, 'privacy.answer', given)).toEqual(standing);
    expect(await department.act(staff.adviser, 'today.list', {})).toBeTruthy();
    const rows = await department.database.query('select answer, version from xueye.consent');
    expect(rows).toEqual([{ answer: 'given', version }]);
    const events = await department.database.query(
      `select action from xueye.audit_event where action = 'privacy.answer'`,
    );
    expect(events).toHaveLength(1);
    // One person's word is not another's.
    expect(await department.call(staff.counselor, 'today.list', {})).toMatchObject({
      error: { code: 'CONSENT' },
    });
    expect(await department.call(staff.counselor, 'privacy.answer', given)).toMatchObject({
      error: { code: 'CONFLICT' },
    });
  });

  it('asks again where the guide is another one', async () => {
    await department.database.query(
      `insert into xueye.consent (department_id, id, person_id, kind, version, answer, on_day)
      select department_id, $1, id, 'guide', 'an older one', 'given', '2026-09-01' from xueye.person where id = $2`,
      [uuidv7(), staff.adviser],
    );
    const reply = await department.call(staff.adviser, 'today.list', {});
    expect(reply).toMatchObject({ error: { code: 'CONSENT', message: expect.stringContaining('更新') } });
    expect(
      await department.call(staff.adviser, 'privacy.answer', word('given', { version: 'an older one' })),
    ).toMatchObject({ error: { code: 'GUIDE_CHANGED' } });
    expect(await department.act(staff.adviser, 'privacy.show', {})).toMatchObject({
      isAgreed: false,
      guide: { version: 'an older one' },
    });
  });

  it('ends with the call after it is taken back, and no message goes out any more', async () => {
    const recipients = () =>
      department.database.transaction(async (tx) => {
        await tx.query(`select set_config('app.role', 'timer', true)`);
        await tx.query(
          `select set_config('app.department_id', (select department_id::text from xueye.department), true)`,
        );
        return tx.query(`select person_id from xueye.timer_recipients(array[$1]::uuid[])`, [staff.adviser]);
      });
    await department.database.query(
      `insert into xueye.identity (provider, subject, department_id, person_id, binding_id)
      select 'wechat', 'openid', department_id, id, $2 from xueye.person where id = $1`,
      [staff.adviser, uuidv7()],
    );
    expect(await department.call(staff.adviser, 'privacy.answer', word('withdrawn'))).toMatchObject({
      error: { code: 'NOT_GIVEN' },
    });
    await department.act(staff.adviser, 'privacy.answer', word('given'));
    expect(await recipients()).toHaveLength(1);
    const taken = word('withdrawn');
    await department.act(staff.adviser, 'privacy.answer', taken);
    expect(await department.act(staff.adviser, 'privacy.answer', taken)).toMatchObject({
      isAgreed: false,
      guide: { answer: 'withdrawn' },
    });
    expect(await department.call(staff.adviser, 'today.list', {})).toMatchObject({
      error: { code: 'CONSENT' },
    });
    expect(await recipients()).toEqual([]);
    await department.act(staff.adviser, 'privacy.answer', word('given'));
    expect(await recipients()).toHaveLength(1);
    expect(await department.call(staff.adviser, 'today.list', {})).toMatchObject({ ok: true });
  });

  it('asks apart from it, and only volunteers, to show their number', async () => {
    const ask = (answer: 'given' | 'withdrawn') => word(answer, { kind: 'contact' });
    const me = staff.volunteer;
    await department.act(me, 'privacy.answer', word('given'));
    expect(await department.act(me, 'privacy.show', {})).toMatchObject({
      contact: { word: null, isGiven: false },
    });
    expect(await department.act(me, 'privacy.answer', ask('given'))).toMatchObject({
      contact: { isGiven: true },
    });
    expect(await department.act(me, 'privacy.answer', ask('withdrawn'))).toMatchObject({
      isAgreed: true,
      contact: { isGiven: false },
    });
    expect(await department.call(staff.adviser, 'privacy.answer', ask('given'))).toMatchObject({
      error: { code: 'INVALID_INPUT' },
    });
  });
});
