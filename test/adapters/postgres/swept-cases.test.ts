import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '#adapters/postgres/store';
import { createTimerStore } from '#adapters/postgres/timer-store';
import { factsOf } from '#core/application/case-duties';
import type { DutyFacts } from '#core/domain/duty-facts';
import { openTestDatabase, TEST_DRIVERS, type TestDatabase } from '../../support/database';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { NOW, storeRevision, storeRoster, storeSupport, TODAY, testDepartment } from './department';
import { storeFocus, storeGuidance } from './focus';
import { storeGuardians } from './guardians';
import { storeMeetings } from './joint-meetings';
import { storeLetters } from './letters';
import { storePairings } from './pairings';
import { storePlans } from './plans';

describe.each(TEST_DRIVERS)('what a sweep reads on $name', (driver) => {
  let opened: TestDatabase;
  const held = testDepartment('swept');
  const { ref } = held;
  beforeAll(async () => {
    opened = await openTestDatabase(driver);
    const { database } = opened;
    await storeRoster(database, held);
    await storeSupport(database, held);
    await storeRevision(database, held);
    await storePlans(database, held);
    await storeGuardians(database, held);
    await storeMeetings(database, held);
    await storePairings(database, held);
    await storeFocus(database, held);
    await storeGuidance(database, held);
    await storeLetters(database, held);
    // For good, and until a day; one that was taken back is there.
    await createStore(database, TEST_MASTER_KEYS).transaction(held.as('leader'), async ({ dutyWaivers }) => {
      for (const [at, until] of [null, '2027-01-01'].entries()) {
        await dutyWaivers.add({
          id: ref('other waiver', String(at)),
          caseId: ref('case', '1'),
          studentId: ref('student', '1'),
          kind: 'study-plan',
          role: at === 0 ? null : 'adviser',
          reason: '转学手续办理中',
          waivedOn: TODAY,
          until,
          waivedAt: NOW,
          waivedBy: ref('person', 'leader'),
        });
      }
    });
  });
  afterAll(() => opened?.drop());

  const inOrder = (facts: DutyFacts) =>
    Object.fromEntries(
      Object.entries(facts).map(([list, rows]) => [
        list,
        (rows as readonly object[])
          .map((row) => {
            const { reason: _, ...fields } = row as Record<string, unknown>;
            // Ids, and who wrote it: no part of what is derived.
            const told = Object.entries(fields).filter(([name]) => WRITTEN[list]?.includes(name));
            return JSON.stringify(Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1))));
          })
          .sort(),
      ]),
    );
  const WRITTEN: Readonly<Record<string, readonly string[]>> = {
    decisions: ['tier', 'decidedOn', 'term'],
    talks: ['heldOn', 'by', 'mode', 'attended', 'filedOn'],
    supplements: ['by', 'heldOn'],
    contacts: ['kind', 'on', 'reached', 'verified'],
    letters: ['on', 'state'],
    pairings: ['from', 'to'],
    meetings: ['on', 'present'],
    studyPlans: ['on'],
    planReviews: ['on'],
    courseAdvices: ['on'],
    volunteerGuidances: ['on'],
    focusNotes: ['on'],
    statuses: [],
    assignments: ['role', 'from'],
    waivers: ['kind', 'role', 'on', 'to'],
  };

  it('are the facts that everybody else is told, of every kind', async () => {
    const cases = await createStore(opened.database, TEST_MASTER_KEYS).transaction(
      held.as('leader'),
      (repositories) => repositories.cases.open(),
    );
    const swept = await createTimerStore(opened.database).transaction(
      { departmentId: held.id, today: TODAY },
      async ({ sweeps }) => {
        const handovers = await sweeps.handovers();
        const found = await sweeps.read(null, 100);
        return found.map((one) => ({ ...one, handovers: handovers.get(one.classId ?? '') ?? [] }));
      },
    );
    const expected = Object.fromEntries(cases.map((one) => [one.id, inOrder(factsOf(one))]));
    expect(Object.fromEntries(swept.map((one) => [one.caseId, inOrder(factsOf(one))]))).toEqual(expected);
    expect(cases.length).toBeGreaterThan(1);
    // Of each kind there is one; a student's status closes the case, a paused one is told by the roster.
    for (const [list, names] of Object.entries(WRITTEN)) {
      if (names.length === 0 || list === 'assignments') continue;
      expect(
        Object.values(expected).flatMap((facts) => facts[list] ?? []),
        list,
      ).not.toEqual([]);
    }
  });

  it('goes on behind a case, in the order of their ids', async () => {
    const ids = await createTimerStore(opened.database).transaction(
      { departmentId: held.id, today: TODAY },
      async ({ sweeps }) => {
        const all = (await sweeps.read(null, 100)).map(({ caseId }) => caseId);
        const [first = ''] = all;
        expect((await sweeps.read(null, 1)).map(({ caseId }) => caseId)).toEqual([first]);
        expect((await sweeps.read(first, 100)).map(({ caseId }) => caseId)).toEqual(all.slice(1));
        expect(await sweeps.read(all.at(-1) ?? '', 100)).toEqual([]);
        return all;
      },
    );
    expect(ids).toEqual([...ids].sort());
  });

  it('are the teachers whom the student is named to, and nobody for another role', async () => {
    const found = await createTimerStore(opened.database).transaction(
      { departmentId: held.id, today: TODAY },
      ({ sweeps }) => sweeps.read(null, 100),
    );
    const focus = await createStore(opened.database, TEST_MASTER_KEYS).transaction(
      held.as('teacher'),
      (repositories) => repositories.focus.mine(),
    );
    const named = focus.flatMap(({ students }) => students.map(({ studentId }) => studentId));
    expect(named).toEqual([ref('student', '1')]);
    const teachers = found.filter((one) => one.teachers.length > 0);
    expect(teachers.map((one) => [one.caseId, one.teachers])).toEqual([
      [ref('case', '1'), [ref('person', 'teacher')]],
    ]);
  });
});
