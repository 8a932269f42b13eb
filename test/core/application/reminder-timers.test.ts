import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#adapters/postgres/database';
import type { SendOutcome } from '#core/application/ports';
import { MAX_ATTEMPTS } from '#core/domain/reminder-message';
import type { StaffName } from '../../adapters/postgres/department';
import { openTestDatabase, TEST_DRIVERS, type TestDatabase } from '../../support/database';
import { createDoom, unlockedDatabase } from '../../support/faults';
import { EVERYONE, FRIDAY, openReminderDepartment, type ReminderDepartment } from './reminders-department';

describe.each(TEST_DRIVERS)('reminders on $name', (driver) => {
  let opened: TestDatabase;
  let database: Database;
  let count = 0;
  beforeAll(async () => {
    opened = await openTestDatabase(driver);
    database = opened.database;
  });
  afterAll(() => opened?.drop());
  /** Every step is tried on the last driver, which is the server where there is one; before it every third. */
  const stride = driver === TEST_DRIVERS.at(-1) ? 1 : 3;
  const open = () => openReminderDepartment(database, `department ${count++}`);
  /** Swept, with everyone bound and as many credits each. */
  const openSwept = async (credits = 1): Promise<ReminderDepartment> => {
    const department = await open();
    await department.bind(...EVERYONE);
    for (const name of EVERYONE) {
      if (['former', 'future', 'adviser2'].includes(name)) continue;
      if (credits > 0) await department.accept(name, credits);
    }
    await department.sweep();
    return department;
  };

  /** adviser1 and counselorA answer for case 1, counselorB for case 2, whose adviser has left. */
  const LEDGER = ['adviser1', 'counselorA', 'counselorB', 'future'].flatMap((workNo) =>
    ['first-talk', 'phone-parents'].map((kind) => `${workNo} ${kind} before 2026-09-21 2026-09-18`),
  );
  const DIGESTS = ['adviser1', 'counselorA', 'counselorB', 'future'].map((workNo) => ({
    workNo,
    day: FRIDAY,
    talks: 1,
    others: 1,
    overdue: 0,
    state: 'waiting',
    reason: null,
    attempts: 0,
    runAt: `${FRIDAY}T00:00:00.000Z`,
  }));

  describe('the sweep', () => {
    it('tells each stage to whoever owes it, in one digest a person', async () => {
      const department = await open();
      const report = await department.sweep();
      expect(report).toEqual({ cases: 2, stages: 8, digests: 4, isFinished: true, failures: [] });
      expect(await department.ledger()).toEqual(LEDGER);
      expect(await department.messages()).toEqual(DIGESTS);
    });

    it('writes nothing the second time, and of the next days only what has come since', async () => {
      const department = await open();
      await department.sweep();
      const nothing = { cases: 0, stages: 0, digests: 0, isFinished: true, failures: [] };
      expect(await department.sweep()).toEqual(nothing);
      department.after(24 * 60);
      expect(await department.sweep()).toMatchObject({ cases: 2, stages: 0, digests: 0 });
      // Monday: on the day.
      department.after(2 * 24 * 60);
      expect(await department.sweep()).toMatchObject({ stages: 8, digests: 4 });
      // The Monday after: a week late, which the leader hears of, too; once for each of four talks
      // and two calls.
      department.after(7 * 24 * 60);
      expect(await department.sweep()).toMatchObject({ digests: 5 });
      const leader = (await department.messages()).filter(({ workNo }) => workNo === 'leader');
      expect(leader).toMatchObject([{ day: '2026-09-28', talks: 0, others: 0, overdue: 6 }]);
    });

    it('tells on the day after what a run left out, a stage once', async () => {
      const department = await open();
      // Neither Friday nor the weekend ran; Tuesday finds the stage of Monday.
      department.after(4 * 24 * 60);
      expect(await department.sweep()).toMatchObject({ stages: 8, digests: 4 });
      expect((await department.ledger())[0]).toBe('adviser1 first-talk day 2026-09-21 2026-09-22');
      department.after(24 * 60);
      expect(await department.sweep()).toMatchObject({ stages: 0, digests: 0 });
    });

    it('stops when its time is up, and the next run goes on from there', async () => {
      const department = await open();
      let pages = 0;
      const cut = await department.sweep(undefined, 1, () => ++pages > 1);
      expect(cut).toMatchObject({ cases: 1, digests: 0, isFinished: false });
      expect(await department.messages()).toEqual([]);
      expect(await department.sweep(undefined, 1)).toMatchObject({ cases: 1, digests: 4, isFinished: true });
      expect(await department.ledger()).toEqual(LEDGER);
      expect(await department.messages()).toEqual(DIGESTS);
    });

    it.each([
      ['a page for each case', 1, 50],
      ['one page that is read case by case, reading and writing at once', 2, 20],
    ])('is the same as one that was not, killed at any of its steps: %s', async (_, page, steps) => {
      const department = await open();
      const again = await department.keep();
      for (let at = 1; ; at += stride) {
        await again();
        const doom = createDoom(at);
        const report = await department.sweep(doom, page).catch(() => null);
        if (!doom.isDead) {
          expect(at).toBeGreaterThan(steps);
          break;
        }
        expect(report?.isFinished ?? false, `step ${at}`).toBe(false);
        await department.sweep(undefined, 1);
        expect(await department.ledger(), `step ${at}`).toEqual(LEDGER);
        expect(await department.messages(), `step ${at}`).toEqual(DIGESTS);
      }
    });

    /** What Friday's run told case 1 of before its time was up, on Saturday's digest with the rest. */
    const MADE_UP = DIGESTS.map((digest) => ({
      ...digest,
      day: '2026-09-19',
      runAt: '2026-09-19T00:00:00.000Z',
    }));
    const openUnfinished = async (): Promise<ReminderDepartment> => {
      const department = await open();
      let pages = 0;
      await department.sweep(undefined, 1, () => ++pages > 1);
      expect(await department.ledger()).not.toEqual([]);
      expect(await department.messages()).toEqual([]);
      department.after(24 * 60);
      return department;
    };

    it('refuses a stage of no case, a digest to no person of the department, and a case twice a day', async () => {
      const [mine, other] = [await open(), await open()];
      const caseId = mine.held.ref('case', '1');
      const as = mine.storeOn(database);
      const scope = { departmentId: mine.held.id, today: FRIDAY };
      const telling = (id: string) =>
        as.transaction(scope, ({ sweeps }) =>
          sweeps.tell([{ caseId: id, lines: 'first-talk adviser …' }], FRIDAY),
        );
      const sending = (personId: string) =>
        as.transaction(scope, ({ sweeps }) =>
          sweeps.finish(FRIDAY, mine.state.now, new Map([[personId, { talks: 1, others: 0, overdue: 0 }]])),
        );
      await expect(telling(other.held.ref('case', '1'))).rejects.toThrow('foreign key');
      await expect(sending(other.held.ref('person', 'adviser1'))).rejects.toThrow('foreign key');
      await telling(caseId);
      await expect(telling(caseId)).rejects.toThrow('reminder_told_pkey');
      expect(await sending(mine.held.ref('person', 'adviser1'))).toBe(1);
      expect(await sending(mine.held.ref('person', 'adviser1'))).toBe(0);
    });

    it('makes up the next day for a sweep that did not finish, once', async () => {
      const department = await openUnfinished();
      // Which of the two cases came first follows from their ids.
      const stages = LEDGER.length - (await department.ledger()).length;
      expect(await department.sweep()).toMatchObject({ cases: 2, stages, digests: 4 });
      expect(await department.messages()).toEqual(MADE_UP);
      department.after(24 * 60);
      expect(await department.sweep()).toMatchObject({ stages: 0, digests: 0 });
      expect(await department.messages()).toEqual(MADE_UP);
    });

    it('makes up for two days that did not finish, a talk counted once', async () => {
      const department = await openUnfinished();
      // To Monday: another stage of the same talks.
      department.after(2 * 24 * 60);
      let pages = 0;
      await department.sweep(undefined, 1, () => ++pages > 1);
      expect(await department.messages()).toEqual([]);
      department.after(24 * 60);
      await department.sweep();
      const messages = await department.messages();
      expect(messages.map(({ workNo, day, talks }) => `${workNo} ${day} ${talks}`)).toEqual(
        DIGESTS.map(({ workNo }) => `${workNo} 2026-09-22 1`),
      );
    });

    it('makes up for it once, killed at any of its steps', async () => {
      const department = await openUnfinished();
      const again = await department.keep();
      for (let at = 1; ; at += stride) {
        await again();
        const doom = createDoom(at);
        await department.sweep(doom, 1).catch(() => null);
        await department.sweep(undefined, 1);
        expect(await department.messages(), `step ${at}`).toEqual(MADE_UP);
        department.after(24 * 60);
        expect(await department.sweep(), `step ${at}`).toMatchObject({ digests: 0 });
        if (!doom.isDead) {
          expect(at).toBeGreaterThan(50);
          break;
        }
      }
    });

    it('makes up for it once, with several at once and one that has gone on past midnight', async () => {
      const department = await openUnfinished();
      const { sweepReminders } = await import('#core/application/sweep-reminders');
      const friday = { today: () => FRIDAY, now: () => department.clock.now() };
      const old = { store: department.storeOn(database), clock: friday };
      const reports = await Promise.all([
        department.sweep(undefined, 1),
        sweepReminders(old, () => false, { page: 1, reading: 1 }),
        department.sweep(undefined, 1),
      ]);
      expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
      // In one digest each, whichever of the runs came to its end first.
      const told = (await department.messages()).map(({ workNo, talks }) => ({ workNo, talks }));
      expect(told).toEqual(DIGESTS.map(({ workNo, talks }) => ({ workNo, talks })));
    });

    it('is the same with several at once', async () => {
      const department = await open();
      const reports = await Promise.all([1, 2, 3].map(() => department.sweep(undefined, 1)));
      expect(reports.reduce((sum, { digests }) => sum + digests, 0)).toBe(4);
      expect(reports.reduce((sum, { cases }) => sum + cases, 0)).toBe(2);
      expect(reports.every(({ isFinished }) => isFinished)).toBe(true);
      expect(await department.ledger()).toEqual(LEDGER);
      expect(await department.messages()).toEqual(DIGESTS);
    });

    /**
     * Two sweeps that take no lock, of which the second goes as far as it can between two statements of the
     * first, whichever they are; then the day's sweep once more. The database alone keeps them apart.
     */
    it.each([
      ['of one day', FRIDAY],
      ['of two days, the first gone on past midnight', '2026-09-19'],
    ])(
      'tells everyone once, with two at once that take no lock, %s',
      async (_, day) => {
        const department = await open();
        await database.query('insert into xueye.reminder_sweep (department_id, day) values ($1, $2)', [
          department.held.id,
          FRIDAY,
        ]);
        const { sweepReminders } = await import('#core/application/sweep-reminders');
        const run = (on: Database, today: string) =>
          sweepReminders(
            {
              store: department.storeOn(on),
              clock: { today: () => today, now: () => `${today}T00:00:00.000Z` },
            },
            () => false,
            { page: 1, reading: 1 },
          );
        const again = await department.keep();
        let refused = 0;
        for (let at = 1; ; at += stride) {
          await again();
          let second: ReturnType<typeof run> | null = null;
          const { unlocked, statements } = unlockedDatabase(database, at, async () => {
            second = run(unlockedDatabase(database).unlocked, day);
            // It may have to wait for what the first has written.
            await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 40))]);
          });
          const first = await run(unlocked, FRIDAY);
          if (second === null) {
            expect(statements()).toBeGreaterThan(20);
            break;
          }
          const failures = [...first.failures, ...(await (second as ReturnType<typeof run>)).failures];
          for (const { error } of failures) expect(String(error)).toContain('one_page_at_a_time');
          refused += failures.length;
          await run(database, day);
          const ledger = (await department.ledger()).map((line) => line.split(' ').slice(0, -1).join(' '));
          expect(ledger, `statement ${at}`).toEqual(
            LEDGER.map((line) => line.split(' ').slice(0, -1).join(' ')),
          );
          const messages = (await department.messages()).map(({ workNo, talks, others }) => [
            workNo,
            talks,
            others,
          ]);
          expect(messages, `statement ${at}`).toEqual(DIGESTS.map(({ workNo }) => [workNo, 1, 1]));
        }
        if (driver !== TEST_DRIVERS[0]) expect(refused).toBeGreaterThan(5);
      },
      120_000,
    );

    it('goes on with other departments where one fails', async () => {
      const department = await open();
      const other = await open();
      const broken = {
        ...other.storeOn(database),
        departments: async () => [other.held.ref('none'), department.held.id],
      };
      const { sweepReminders } = await import('#core/application/sweep-reminders');
      const report = await sweepReminders({ store: broken, clock: department.clock }, () => false);
      expect(report).toMatchObject({ digests: 4, isFinished: false });
      expect(report.failures.map(({ departmentId }) => departmentId)).toEqual([other.held.ref('none')]);
    });
  });

  describe('sending', () => {
    const SENT = ['adviser1', 'counselorA', 'counselorB'];
    const states = async (department: ReminderDepartment) =>
      Object.fromEntries(
        (await department.messages()).map(({ workNo, state, reason }) => [workNo, reason ?? state]),
      );

    it('sends each once, a credit each; without a credit it is refused, and the office sees it', async () => {
      const department = await openSwept(2);
      expect(await department.send()).toEqual({ sent: 3, others: 1, failures: [] });
      expect(department.delivered.map(({ text }) => text)).toEqual(
        Array(3).fill('您有1项谈话、1项工作待完成'),
      );
      expect(await states(department)).toEqual({
        ...Object.fromEntries(SENT.map((name) => [name, 'sent'])),
        future: 'no-credit',
      });
      expect(await department.credits()).toMatchObject({ adviser1: 1, counselorA: 1, counselorB: 1 });
      expect(await department.send()).toEqual({ sent: 0, others: 0, failures: [] });
      expect(department.delivered).toHaveLength(3);
    });

    it('refuses what goes to nobody’s account', async () => {
      const department = await open();
      await department.accept('counselorA');
      await department.sweep();
      await department.send();
      expect(await states(department)).toMatchObject({ counselorA: 'not-bound', adviser1: 'no-credit' });
      expect(await department.credits()).toEqual({ counselorA: 1 });
    });

    it('sends nothing in the quiet hours, and all of it in the morning', async () => {
      const department = await openSwept();
      for (const hour of ['13:00', '22:59']) {
        department.state.now = `2026-09-18T${hour}:00.000Z`;
        expect(await department.send(), hour).toMatchObject({ sent: 0 });
      }
      department.state.now = '2026-09-18T23:00:00.000Z';
      expect(await department.send()).toMatchObject({ sent: 3 });
    });

    it('drops what could not go out by the end of the next day', async () => {
      const department = await openSwept();
      department.after(2 * 24 * 60);
      expect(await department.send()).toMatchObject({ sent: 0 });
      expect(Object.values(await states(department))).toEqual(Array(4).fill('expired'));
      expect(department.delivered).toEqual([]);
    });

    it('tries again later what did not go out, and gives the credit back meanwhile', async () => {
      const department = await openSwept();
      const busy: SendOutcome = { kind: 'retry', reason: 'busy', code: -1, halts: false };
      department.answers.push(busy, busy, busy);
      await department.send();
      expect(await department.credits()).toMatchObject({ adviser1: 1, counselorA: 1, counselorB: 1 });
      await department.send();
      expect(department.delivered).toEqual([]);
      department.after(1);
      await department.send();
      expect(department.delivered).toHaveLength(3);
      expect(await department.credits()).toMatchObject({ adviser1: 0, counselorA: 0, counselorB: 0 });
    });

    it('gives up after so many tries', async () => {
      const department = await openSwept();
      for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
        department.answers.push(
          ...Array<SendOutcome>(3).fill({ kind: 'retry', reason: 'network', halts: false }),
        );
        await department.send();
        department.after(61);
      }
      expect(await states(department)).toMatchObject({ adviser1: 'attempts', counselorA: 'attempts' });
      expect((await department.messages())[0]).toMatchObject({ state: 'failed', attempts: MAX_ATTEMPTS });
      expect(await department.credits()).toMatchObject({ adviser1: 1 });
    });

    it('stops where every message would meet the same, which is held against none', async () => {
      const department = await openSwept();
      for (let tries = 0; tries < MAX_ATTEMPTS + 2; tries += 1) {
        department.answers.push(
          ...Array<SendOutcome>(3).fill({ kind: 'retry', reason: 'quota', code: 45009, halts: true }),
        );
        await department.send();
        department.after(61);
      }
      expect(await states(department)).toMatchObject({ adviser1: 'quota', counselorA: 'quota' });
      department.answers.length = 0;
      expect(await department.send()).toMatchObject({ sent: 3 });
    });

    it('takes what is left of the credits where WeChat says that there are none', async () => {
      const department = await openSwept(3);
      department.answers.push(
        ...Array<SendOutcome>(3).fill({ kind: 'refused', reason: 'unsubscribed', code: 43101 }),
      );
      await department.send();
      expect(await states(department)).toMatchObject({ adviser1: 'unsubscribed' });
      expect(await department.credits()).toMatchObject({ adviser1: 0, counselorA: 0, counselorB: 0 });
    });

    it('goes over the employee relation where it stands, and spends nothing', async () => {
      const department = await openSwept();
      await department.accept('adviser1', 2, 'employee');
      await department.accept('future', 1, 'employee');
      // `future` has no credit and needs none.
      expect(await department.send()).toEqual({ sent: 4, others: 0, failures: [] });
      const channels = department.delivered.map(({ channel }) => channel);
      expect(channels.sort()).toEqual(['employee', 'employee', 'once', 'once']);
      expect(await states(department)).toMatchObject({ adviser1: 'sent', future: 'sent' });
      // Accepted twice it stands once, and nothing of it is spent.
      expect(await department.credits('employee')).toEqual({ adviser1: 1, future: 1 });
      expect(await department.credits()).toMatchObject({ adviser1: 1, counselorA: 0 });
    });

    it('goes for a credit where the deployment has no employee relation', async () => {
      const department = await openSwept();
      await department.accept('adviser1', 1, 'employee');
      department.state.channels = ['once'];
      expect(await department.send()).toMatchObject({ sent: 3 });
      expect(department.delivered.map(({ channel }) => channel)).toEqual(['once', 'once', 'once']);
      expect(await department.credits()).toMatchObject({ adviser1: 0 });
    });

    it('goes once over the other way where WeChat says that the relation has ended', async () => {
      const department = await openSwept();
      for (const name of SENT) await department.accept(name as StaffName, 1, 'employee');
      department.answers.push(
        ...Array<SendOutcome>(3).fill({ kind: 'refused', reason: 'unsubscribed', code: 40256 }),
      );
      expect(await department.send()).toMatchObject({ sent: 3 });
      expect(department.delivered.map(({ channel }) => channel)).toEqual(['once', 'once', 'once']);
      expect(await department.credits('employee')).toEqual({ adviser1: 0, counselorA: 0, counselorB: 0 });
      expect(await department.credits()).toMatchObject({ adviser1: 0, counselorA: 0, counselorB: 0 });
      expect(await states(department)).toMatchObject({ adviser1: 'sent', counselorA: 'sent' });
    });

    it('holds for a person what may have gone out, and never sends it again by itself', async () => {
      const department = await openSwept(5);
      department.answers.push(...Array<SendOutcome>(3).fill({ kind: 'unknown', reason: 'no-answer' }));
      await department.send();
      for (let tries = 0; tries < 5; tries += 1) {
        department.after(60);
        await department.send();
      }
      expect(department.delivered).toHaveLength(3);
      expect(await states(department)).toMatchObject({ adviser1: 'no-answer', counselorA: 'no-answer' });
      expect(await department.credits()).toMatchObject({ adviser1: 4 });
    });

    it('doubles and loses nothing, killed at any of its steps', async () => {
      let held = 0;
      let rescued = 0;
      const department = await openSwept(3);
      const again = await department.keep();
      for (let at = 1; ; at += stride) {
        await again();
        const doom = createDoom(at);
        await department.send(doom).catch(() => undefined);
        if (!doom.isDead) {
          expect(at).toBeGreaterThan(25);
          break;
        }
        // At once: nothing of the other run is touched. Later: what it left behind is seen to.
        await department.send();
        department.after(10);
        await department.send();
        const perPerson = new Map<string, number>();
        for (const { openid } of department.delivered)
          perPerson.set(openid, (perPerson.get(openid) ?? 0) + 1);
        expect(
          [...perPerson.values()].every((times) => times === 1),
          `step ${at}`,
        ).toBe(true);
        const ends = (await department.messages()).filter(({ workNo }) => SENT.includes(workNo));
        for (const { state, reason } of ends) {
          expect(
            state === 'sent' || (state === 'held' && reason === 'interrupted'),
            `step ${at}: ${state}`,
          ).toBe(true);
        }
        const sent = ends.filter(({ state }) => state === 'sent').length;
        held += ends.length - sent;
        if (sent === 3) rescued += 1;
        expect(department.delivered.length, `step ${at}`).toBeGreaterThanOrEqual(sent);
        expect(await department.credits()).toMatchObject({ adviser1: 2, counselorA: 2, counselorB: 2 });
      }
      // Both kinds of end were met.
      expect(held).toBeGreaterThan(0);
      expect(rescued).toBeGreaterThan(0);
    });

    it('takes each message once with several senders at once, one of them killed', async () => {
      const department = await openSwept();
      await Promise.all([
        department.send(),
        department.send(createDoom(9)).catch(() => undefined),
        department.send(),
      ]);
      department.after(10);
      await department.send();
      const openids = department.delivered.map(({ openid }) => openid);
      expect(new Set(openids).size).toBe(openids.length);
      const ends = (await department.messages()).filter(({ workNo }) => SENT.includes(workNo));
      expect(ends.every(({ state }) => state === 'sent' || state === 'held')).toBe(true);
    });

    it('learns late of a message that was held meanwhile', async () => {
      const department = await openSwept();
      const deps = department.sendDeps(createDoom(0));
      const { sendReminders } = await import('#core/application/send-reminders');
      const slow = {
        ...deps,
        sender: {
          ...deps.sender,
          send: async (to: Parameters<typeof deps.sender.send>[0]) => {
            department.after(10);
            await sendReminders(department.sendDeps(createDoom(0)), () => false);
            return deps.sender.send(to);
          },
        },
      };
      await sendReminders(slow, () => false);
      expect(department.delivered).toHaveLength(3);
      expect(await states(department)).toMatchObject({ adviser1: 'sent', counselorA: 'sent' });
    });

    it('gives back what it has not begun when its time is up', async () => {
      const department = await openSwept();
      let asked = 0;
      await department.send(undefined, () => ++asked > 2);
      expect(Object.values(await states(department))).toEqual(Array(4).fill('waiting'));
      expect(await department.send()).toMatchObject({ sent: 3 });
    });
  });
});
