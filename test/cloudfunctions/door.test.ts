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
  }, 120_000);

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
});
