import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptInvitation, activate, signIn } from '#core/application/sign-in';
import { readPdf } from '../../adapters/documents/read-pdf';
import { openDepartment, type Staff, staffDepartment, type TestDepartment } from './department';

let department: TestDepartment;
let staff: Staff;
let now: string;
beforeAll(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
});
afterAll(() => department?.database.close());

const wechat = (subject: string) => ({ provider: 'wechat', subject });
const deps = () => ({
  ...department.deps,
  clock: { ...department.deps.clock, now: () => now },
});
const issue = async (personId: string) => {
  now = `${department.state.today}T02:00:00.000Z`;
  const { code } = await department.act(staff.office, 'accounts.issue-code', { personId });
  return code;
};
const tryOut = (subject: string, workNo: string, activationCode: string) =>
  activate(wechat(subject), { workNo, activationCode }, deps());
const boundPerson = async (subject: string) => {
  const { bindingId } = await signIn(wechat(subject), deps());
  return department.boundPerson(bindingId);
};

describe('a WeChat account becomes a person', () => {
  it('by 工号 and the code from the office, once', async () => {
    const code = await issue(staff.adviser);
    await expect(signIn(wechat('a'), deps())).rejects.toMatchObject({ code: 'NOT_ACTIVATED' });
    const { bindingId } = await tryOut('a', ' Ｔ００１ ', code.toLowerCase());
    expect(await department.boundPerson(bindingId)).toBe(staff.adviser);
    expect(await boundPerson('a')).toBe(staff.adviser);
    await expect(tryOut('b', 'T001', code)).rejects.toMatchObject({ code: 'ACTIVATION_WRONG' });
    await expect(signIn(wechat('b'), deps())).rejects.toMatchObject({ code: 'NOT_ACTIVATED' });
  });

  it('answers a retry, whose first answer was lost, with the binding that was made', async () => {
    const code = await issue(staff.adviser);
    const first = await tryOut('retry', 'T001', code);
    const before = await department.contents();
    // More often than one may guess: none of them counts.
    for (let time = 0; time < 6; time++) expect(await tryOut('retry', 'Ｔ００１', code)).toEqual(first);
    expect(await department.contents()).toBe(before);
    expect(await boundPerson('retry')).toBe(staff.adviser);
    for (const [subject, workNo] of [
      ['retry', 'T006'],
      ['other', 'T001'],
    ] as const) {
      await expect(tryOut(subject, workNo, code)).rejects.toMatchObject({ code: 'ACTIVATION_WRONG' });
    }
  });

  it('by a slip of paper, one for each, or none at all', async () => {
    now = `${department.state.today}T02:00:00.000Z`;
    const { url } = await department.act(staff.office, 'papers.activation-sheet', {
      personIds: [staff.teacher, staff.volunteer, staff.teacher],
    });
    const bytes = department.files.get(url.replace('memory:', ''));
    if (!bytes) throw new Error('nothing was printed');
    const { pages, text } = await readPdf(bytes);
    expect(pages).toHaveLength(1);
    const slips = [...text.matchAll(/(柳知秋|季子昂)(T\d+)((?:[2-9A-Z]{4}-){2}[2-9A-Z]{4})/g)];
    expect(slips.map(([, name, workNo]) => [name, workNo])).toEqual([
      ['柳知秋', 'T006'],
      ['季子昂', 'T007'],
    ]);
    expect(text).toContain('2026年9月21日（含当天）前有效');
    await tryOut('slip', 'T007', slips[1]?.[3] ?? '');
    expect(await boundPerson('slip')).toBe(staff.volunteer);
    const before = await department.contents();
    const personIds = [staff.teacher, staff.formerAdviser];
    expect(await department.call(staff.office, 'papers.activation-sheet', { personIds })).toMatchObject({
      ok: false,
      error: { code: 'NO_ROLE', message: expect.stringContaining('白临川') },
    });
    expect(await department.contents()).toBe(before);
  });

  it('keeps nowhere what was shown', async () => {
    const code = await issue(staff.teacher);
    const rows = await department.database.query('select * from xueye.activation_code');
    expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''));
    expect(await department.contents()).not.toContain(code);
  });

  it.each([
    ['another’s 工号', 'T006', 'right'],
    ['a 工号 of nobody', 'T999', 'right'],
    ['a wrong code', 'T003', '2222-2222-2222'],
    ['no code at all', 'T003', 'x'],
  ])('refuses %s in the same words', async (what, workNo, typed) => {
    const code = await issue(staff.counselor);
    await expect(tryOut(`stranger ${what}`, workNo, typed === 'right' ? code : typed)).rejects.toMatchObject({
      code: 'ACTIVATION_WRONG',
      message: '工号（学号）或激活码不对，或激活码已用过、已过期。请核对后再试，或向系学工办重新领取。',
    });
  });

  it.each([
    ['2026-09-21T15:59:59.998Z', null],
    ['2026-09-21T15:59:59.999Z', 'ACTIVATION_WRONG'],
  ])('until its seventh day is over: at %s', async (at, refusal) => {
    const code = await issue(staff.counselor);
    now = at;
    const tried = tryOut(`late ${at}`, 'T003', code);
    if (refusal === null) expect((await tried).bindingId).toMatch(/^[0-9a-f-]{36}$/);
    else await expect(tried).rejects.toMatchObject({ code: refusal });
  });

  it('ends the earlier code with the next one', async () => {
    const first = await issue(staff.otherCounselor);
    const second = await issue(staff.otherCounselor);
    await expect(tryOut('c', 'T004', first)).rejects.toMatchObject({ code: 'ACTIVATION_WRONG' });
    await tryOut('c', 'T004', second);
    expect(await boundPerson('c')).toBe(staff.otherCounselor);
  });

  it('slows a guesser down after five attempts in an hour, the right code or not', async () => {
    const code = await issue(staff.otherAdviser);
    for (let time = 0; time < 5; time++) {
      await expect(tryOut('guesser', 'T002', '2222-2222-2222')).rejects.toMatchObject({
        code: 'ACTIVATION_WRONG',
      });
    }
    await expect(tryOut('guesser', 'T002', code)).rejects.toMatchObject({ code: 'ACTIVATION_TOO_MANY' });
    now = '2026-09-14T03:00:00.001Z';
    await tryOut('guesser', 'T002', code);
    expect(await boundPerson('guesser')).toBe(staff.otherAdviser);
  });

  it('counts guesses at one 工号 from many accounts, and lets twenty pass', async () => {
    const code = await issue(staff.volunteer);
    for (let time = 0; time < 20; time++) {
      await expect(tryOut(`many ${time}`, 'T007', '3333-3333-3333')).rejects.toMatchObject({
        code: 'ACTIVATION_WRONG',
      });
    }
    await expect(tryOut('many 20', 'T007', code)).rejects.toMatchObject({ code: 'ACTIVATION_TOO_MANY' });
  });

  it('does not take an account from another person, and spends no code on it', async () => {
    const adviser = await issue(staff.adviser);
    await tryOut('d', 'T001', adviser);
    const leader = await issue(staff.leader);
    await expect(tryOut('d', 'T005', leader)).rejects.toMatchObject({ code: 'ALREADY_BOUND' });
    await tryOut('e', 'T005', leader);
    expect(await boundPerson('e')).toBe(staff.leader);
  });

  it('moves to a new account, and the sessions of the old one end', async () => {
    const { bindingId } = await tryOut('old', 'T006', await issue(staff.teacher));
    await tryOut('new', 'T006', await issue(staff.teacher));
    expect(await department.boundPerson(bindingId)).toBeNull();
    await expect(signIn(wechat('old'), deps())).rejects.toMatchObject({ code: 'NOT_ACTIVATED' });
    expect(await boundPerson('new')).toBe(staff.teacher);
  });
});

describe('an invitation by mini-program code', () => {
  const invite = async (personId: string) => {
    now = `${department.state.today}T02:00:00.000Z`;
    await department.act(staff.office, 'papers.invitation', { personId });
    return department.scenes.at(-1) ?? '';
  };
  const scan = (subject: string, scene: string) => acceptInvitation(wechat(subject), scene, deps());

  it('opens the account by the scene alone, once, and ends the code on paper with it', async () => {
    const code = await issue(staff.teacher);
    const scene = await invite(staff.teacher);
    expect(await department.contents()).not.toContain(scene);
    const { bindingId } = await scan('scanned', encodeURIComponent(scene));
    expect(await department.boundPerson(bindingId)).toBe(staff.teacher);
    // Its answer was lost: the same again, and nothing new.
    expect(await scan('scanned', scene)).toEqual({ bindingId });
    await expect(scan('thief', scene)).rejects.toMatchObject({ code: 'INVITATION_USED', field: 'scene' });
    await expect(tryOut('thief', 'T006', code)).rejects.toMatchObject({ code: 'ACTIVATION_WRONG' });
    await expect(signIn(wechat('thief'), deps())).rejects.toMatchObject({ code: 'NOT_ACTIVATED' });
  });

  it('is ended by the code on paper, too', async () => {
    const scene = await invite(staff.counselor);
    await tryOut('paper', 'T003', await issue(staff.counselor));
    await expect(scan('late scan', scene)).rejects.toMatchObject({ code: 'INVITATION_ENDED' });
  });

  it('gives way to the next one, or is taken back, and a code on paper stays', async () => {
    const code = await issue(staff.otherCounselor);
    const first = await invite(staff.otherCounselor);
    const second = await invite(staff.otherCounselor);
    await expect(scan('s1', first)).rejects.toMatchObject({ code: 'INVITATION_ENDED' });
    const personId = staff.otherCounselor;
    expect(await department.act(staff.office, 'accounts.withdraw-invitation', { personId })).toMatchObject({
      invitationExpiresOn: null,
      codeExpiresOn: '2026-09-21',
    });
    await expect(scan('s1', second)).rejects.toMatchObject({ code: 'INVITATION_ENDED' });
    const before = await department.contents();
    await department.act(staff.office, 'accounts.withdraw-invitation', { personId });
    expect(await department.contents()).toBe(before);
    await tryOut('s1', 'T004', code);
  });

  it.each([
    ['2026-09-21T15:59:59.998Z', null],
    ['2026-09-21T15:59:59.999Z', 'INVITATION_EXPIRED'],
  ])('until its seventh day is over: at %s', async (at, refusal) => {
    const scene = await invite(staff.counselor);
    now = at;
    const scanned = scan(`at ${at}`, scene);
    if (refusal === null) expect((await scanned).bindingId).toMatch(/^[0-9a-f-]{36}$/);
    else await expect(scanned).rejects.toMatchObject({ code: refusal });
  });

  it('counts what is none, and slows a guesser down', async () => {
    const scene = await invite(staff.otherAdviser);
    for (const given of ['', '%', 'i-2222', scene.slice(0, -1), `x${scene.slice(1)}`]) {
      await expect(scan('scanner', given)).rejects.toMatchObject({ code: 'INVITATION_UNKNOWN' });
    }
    await expect(scan('scanner', scene)).rejects.toMatchObject({ code: 'ACTIVATION_TOO_MANY' });
    await expect(scan('d', scene)).rejects.toMatchObject({ code: 'ALREADY_BOUND' });
    await scan('another', scene);
    expect(await boundPerson('another')).toBe(staff.otherAdviser);
  });

  it('is taken back with the account, and given to nobody without a role', async () => {
    const scene = await invite(staff.leader);
    const personId = staff.leader;
    await department.act(staff.office, 'accounts.unbind', { personId, reason: 'phone-lost' });
    await expect(scan('gone', scene)).rejects.toMatchObject({ code: 'INVITATION_ENDED' });
    expect(
      await department.call(staff.office, 'papers.invitation', { personId: staff.formerAdviser }),
    ).toMatchObject({ ok: false, error: { code: 'NO_ROLE' } });
  });

  it('is printed beside the code', async () => {
    now = `${department.state.today}T02:00:00.000Z`;
    const printed = await department.act(staff.office, 'papers.activation-sheet', {
      personIds: [staff.teacher, staff.volunteer],
      withInvitations: true,
    });
    const bytes = department.files.get(printed.url.replace('memory:', ''));
    const { pages, text } = await readPdf(bytes ?? new Uint8Array());
    expect(pages).toHaveLength(1);
    expect(text).toContain('微信扫右边的码');
    expect(text.match(/(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}/g)).toHaveLength(2);
    await scan('from paper', department.scenes.at(-1) ?? '');
    expect(await boundPerson('from paper')).toBe(staff.volunteer);
  });
});

describe('the office’s list of accounts', () => {
  it('says who is bound, since when, and whose code is open', async () => {
    await issue(staff.adviser);
    const { items } = await department.act(staff.office, 'accounts.list', { search: 'T001' });
    expect(items).toEqual([
      {
        personId: staff.adviser,
        name: '顾明澜',
        workNo: 'T001',
        roles: [{ role: 'adviser', scope: '生物科学241' }],
        boundOn: '2026-09-14',
        codeExpiresOn: '2026-09-21',
        invitationExpiresOn: null,
      },
    ]);
    expect((await department.act(staff.office, 'accounts.list', { search: '%' })).items).toEqual([]);
  });

  it('unbinds at once, with the code that is still open', async () => {
    const { bindingId } = await tryOut('lost', 'T003', await issue(staff.counselor));
    const open = await issue(staff.counselor);
    const before = await department.database.query('select * from xueye.audit_event');
    const account = await department.act(staff.office, 'accounts.unbind', {
      personId: staff.counselor,
      reason: 'phone-lost',
    });
    expect(account).toMatchObject({ boundOn: null, codeExpiresOn: null });
    expect(await department.boundPerson(bindingId)).toBeNull();
    await expect(tryOut('lost', 'T003', open)).rejects.toMatchObject({ code: 'ACTIVATION_WRONG' });
    const again = { personId: staff.counselor, reason: 'phone-lost' } as const;
    expect(await department.act(staff.office, 'accounts.unbind', again)).toEqual(account);
    const after = await department.database.query('select * from xueye.audit_event');
    expect(after.length - before.length).toBe(1);
  });

  it('does not unbind oneself, nobody, or someone of another department', async () => {
    for (const [personId, code] of [
      [staff.office, 'UNBIND_SELF'],
      [uuidv7(), 'NOT_FOUND'],
    ] as const) {
      const reply = await department.call(staff.office, 'accounts.unbind', { personId, reason: 'left' });
      expect(reply).toMatchObject({ ok: false, error: { code } });
    }
  });

  it('issues no code to someone without a role in force', async () => {
    const reply = await department.call(staff.office, 'accounts.issue-code', {
      personId: staff.formerAdviser,
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'NO_ROLE' } });
  });
});
