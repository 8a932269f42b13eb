import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindIdentity } from '#adapters/postgres/bootstrap';
import { apiHandlers } from '#core/application/handlers-api';
import { createDispatch } from '../../cloudfunctions/runtime/dispatch';
import type { Main } from '../../cloudfunctions/runtime/guarded';
import { toCustomUserId } from '../../cloudfunctions/runtime/identity';
import {
  openDepartment,
  type Staff,
  staffDepartment,
  type TestDepartment,
} from '../core/application/department';

/** What comes to the door: each is refused with a code and a sentence, writes nothing and is no fault. */

const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
};
const HOSTILE: readonly (readonly [says: string, value: unknown])[] = [
  ['null', null],
  ['a number', 1e308],
  ['a negative zero', -0],
  ['a truth', true],
  ['an array', []],
  ['an object', {}],
  ['a huge string', 'x'.repeat(90_000)],
  ['a NUL', 'a\0b'],
  ['a lone surrogate', 'a\ud800'],
  ['the other half', '\udc00a'],
  ['a deep array', deep(500)],
  ['a deeper array', deep(20_000)],
  ['prototype keys', JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}')],
  ['a quote', `'; drop table xueye.student; --`],
  ['a template', '{{constructor.constructor("return 1")()}}'],
];
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'students',
  'students.',
  'STUDENTS.LIST',
  'imports.apply',
];

const UNLIMITED = { person: 1_000_000, address: 1_000_000, phone: 1_000_000 };

describe('the door', () => {
  let department: TestDepartment;
  let staff: Staff;
  let main: Main;
  let context: { request_id: string; environment: string };
  const faults: unknown[] = [];
  let cases = 0;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    const bindingId = uuidv7();
    const [held] = await department.database.query<{ id: string }>(
      'select department_id as id from xueye.department',
    );
    await bindIdentity(department.database, {
      departmentId: held?.id ?? '',
      provider: 'wechat',
      subject: 'openid-of-the-office',
      personId: staff.office,
      bindingId,
    });
    context = {
      request_id: 'r1',
      environment: JSON.stringify({ TCB_CUSTOM_USER_ID: toCustomUserId(bindingId) }),
    };
    main = createDispatch(
      'api',
      apiHandlers,
      () => department.deps,
      ({ error }) => faults.push(error),
      UNLIMITED,
    );
  });
  afterAll(async () => {
    console.log(`door: ${cases} hostile calls`);
    await department.database.close();
  });

  const refused = async (
    event: unknown,
    as: { request_id?: string; environment?: string } | undefined = context,
  ) => {
    cases += 1;
    const reply = await main(event, as);
    expect(reply).toMatchObject({ ok: false, requestId: expect.stringMatching(/./) });
    if (reply.ok) return '';
    expect(reply.error.message).toMatch(/[\u4e00-\u9fff].*。$/);
    return reply.error.code;
  };

  it('refuses every kind of body, action and role', async () => {
    const before = await department.contents();
    for (const [, value] of HOSTILE) {
      expect(await refused(value)).toBe('INVALID_INPUT');
      expect(await refused({ action: value, input: {} })).toMatch(/INVALID_INPUT|UNKNOWN_ACTION/);
      expect(await refused({ action: 'session.me', input: {}, as: value })).toBe('INVALID_INPUT');
    }
    for (const name of NAMES) expect(await refused({ action: name, input: {} })).toBe('UNKNOWN_ACTION');
    expect(await refused({ action: 'session.me', input: { text: '字'.repeat(40_000) } })).toBe('TOO_LARGE');
    expect(await department.contents()).toBe(before);
    expect(faults).toEqual([]);
  });

  it('refuses, of every action, every hostile value in every field, or does no harm', async () => {
    // The key of one's own queue is made by the first call, and needs no input.
    expect(await main({ action: 'queue.key', input: {} }, context)).toMatchObject({ ok: true });
    const before = await department.contents();
    const fields = [
      'id',
      'studentId',
      'caseId',
      'search',
      'cursor',
      'term',
      'change',
      'body',
      'text',
      'from',
      'personId',
    ];
    for (const action of Object.keys(apiHandlers)) {
      for (const [, value] of HOSTILE) {
        const input = Object.fromEntries(fields.map((field) => [field, value]));
        for (const given of [value, input]) {
          cases += 1;
          const reply = await main({ action, input: given }, context);
          expect(typeof reply.requestId).toBe('string');
          if (!reply.ok) {
            expect([action, reply.error.code]).not.toEqual([action, 'INTERNAL']);
            expect(reply.error.message).toMatch(/[\u4e00-\u9fff].*。$/);
          }
        }
      }
    }
    expect(faults).toEqual([]);
    expect(await department.contents()).toBe(before);
  });

  it('takes identity from nothing that the caller writes', async () => {
    const spoofs = {
      openid: 'openid-of-the-office',
      OPENID: 'openid-of-the-office',
      userInfo: { openId: 'openid-of-the-office' },
      personId: staff.office,
      TCB_CUSTOM_USER_ID: toCustomUserId(uuidv7()),
      tcbContext: context,
    };
    const own = JSON.parse(context.environment).TCB_CUSTOM_USER_ID as string;
    for (const outside of [
      { request_id: 'r' },
      { request_id: 'r', environment: '' },
      { request_id: 'r', environment: '{' },
      { request_id: 'r', environment: 'null' },
      { request_id: 'r', environment: JSON.stringify({ TCB_CUSTOM_USER_ID: own.toUpperCase() }) },
      { request_id: 'r', environment: JSON.stringify({ TCB_CUSTOM_USER_ID: [own] }) },
      { request_id: 'r', environment: JSON.stringify({ WX_OPENID: 'openid-of-the-office' }) },
      { request_id: 'r', environment: JSON.stringify({ TCB_CUSTOM_USER_ID: toCustomUserId(uuidv7()) }) },
    ]) {
      expect(await refused({ action: 'session.me', input: {}, ...spoofs }, outside)).toBe('SIGN_IN');
      expect(await refused({ action: 'session.me', input: spoofs }, outside)).toBe('SIGN_IN');
    }
  });

  describe('counts who knocks', () => {
    const at = (seconds: number) => new Date(Date.UTC(2026, 8, 14, 2) + seconds * 1000).toISOString();
    const admit = async (callers: readonly (string | null)[], most: readonly number[], seconds: number) => {
      const [row] = await department.database.query<{ wait: number }>(
        'select xueye.admit($1::text[], $2::integer[], $3) as wait',
        [callers, most, at(seconds)],
      );
      return row?.wait;
    };

    it('lets in as many as the limit at once, not one more, and again as time goes by', async () => {
      for (let call = 0; call < 6; call++) expect(await admit(['a'], [6], 0)).toBe(0);
      // A sixth of a minute each: the seventh waits for the first to leave.
      expect(await admit(['a'], [6], 0)).toBe(10);
      expect(await admit(['a'], [6], 9)).toBe(1);
      expect(await admit(['a'], [6], 10)).toBe(0);
      expect(await admit(['a'], [6], 10)).toBe(10);
      expect(await admit(['b'], [6], 10)).toBe(0);
    });

    it('refused calls do not make the wait longer', async () => {
      for (let call = 0; call < 2; call++) await admit(['c'], [2], 0);
      for (let call = 0; call < 50; call++) expect(await admit(['c'], [2], 0)).toBe(30);
      expect(await admit(['c'], [2], 30)).toBe(0);
    });

    it('by the longest wait of person and address; nobody is not counted', async () => {
      expect(await admit(['p', 'x', null], [1, 3, 1], 0)).toBe(0);
      expect(await admit(['p', 'x', null], [1, 3, 1], 0)).toBe(60);
      expect(await admit(['q', 'x', null], [1, 3, 1], 0)).toBe(0);
      expect(await admit(['r', 'x', null], [1, 3, 1], 0)).toBe(20);
      expect(await admit([null, null, null], [1, 1, 1], 0)).toBe(0);
    });

    it('holds a person to the limit across instances, with a sentence that says how long', async () => {
      const limits = { person: 3, address: 1000, phone: 1000 };
      const instance = () =>
        createDispatch(
          'api',
          apiHandlers,
          () => department.deps,
          () => {},
          limits,
        );
      const [one, another] = [instance(), instance()];
      const bindingId = uuidv7();
      const [held] = await department.database.query<{ id: string }>(
        'select department_id as id from xueye.department',
      );
      await bindIdentity(department.database, {
        departmentId: held?.id ?? '',
        provider: 'wechat',
        subject: 'openid-of-the-adviser',
        personId: staff.adviser,
        bindingId,
      });
      const own = {
        request_id: 'r2',
        environment: JSON.stringify({ TCB_CUSTOM_USER_ID: toCustomUserId(bindingId) }),
      };
      const me = { action: 'session.me', input: {} };
      for (const main of [one, another, one]) expect(await main(me, own)).toMatchObject({ ok: true });
      const refused = await another(me, own);
      expect(refused).toMatchObject({ ok: false, error: { code: 'TOO_MANY' }, requestId: 'r2' });
      if (!refused.ok) expect(refused.error.message).toMatch(/^操作太频繁了，请等 (1\d|20) 秒再试。$/);
      // Somebody else is none the slower.
      expect(await instance()(me, context)).toMatchObject({ ok: true });
    });

    it('holds an address to the limit, signed in or not, whatever the caller writes', async () => {
      const limits = { person: 1000, address: 2, phone: 1000 };
      const main = createDispatch(
        'api',
        apiHandlers,
        () => department.deps,
        () => {},
        limits,
      );
      const from = (TCB_SOURCE_IP: string) => ({
        request_id: 'r3',
        environment: JSON.stringify({ TCB_SOURCE_IP }),
      });
      const event = {
        action: 'session.me',
        input: {},
        TCB_SOURCE_IP: '203.0.113.9',
        'x-forwarded-for': '203.0.113.8',
      };
      const code = async (address: string) => {
        const reply = await main(event, from(address));
        return reply.ok ? 'ok' : reply.error.code;
      };
      expect([await code('203.0.113.5'), await code('203.0.113.5'), await code('203.0.113.5')]).toEqual([
        'SIGN_IN',
        'SIGN_IN',
        'TOO_MANY',
      ]);
      expect(await code('203.0.113.6')).toBe('SIGN_IN');
      const held = await department.database.query<{ caller: string }>('select caller from xueye.door_count');
      expect(JSON.stringify(held)).not.toContain('203.0.113');
    });
  });
});
