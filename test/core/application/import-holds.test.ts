import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { execute } from '#core/application/execute';
import { apiHandlers } from '#core/application/handlers-api';
import { importHandlers } from '#core/application/handlers-import';
import type { Repositories } from '#core/application/ports';
import type { ActionName, Input } from '#core/contract/actions';
import type { Output } from '#core/contract/outputs';
import type { Reply } from '#core/contract/reply';
import { openTestDatabase, TEST_DRIVERS, type TestDatabase } from '../../support/database';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

const HANDLERS = { ...apiHandlers, ...importHandlers };
const FIRST = gradeLine('202405010101', '林知远', 'SK01', '16', '45');
const OTHER = gradeLine('202405010102', '周予安', 'SK01', '16', '30');
/** Long enough for an action that nothing holds up to be over. */
const A_WHILE = 400;

describe.each(TEST_DRIVERS)('imports beside other work on $name', (driver) => {
  let opened: TestDatabase;
  let department: TestDepartment;
  let staff: Staff;
  beforeEach(async () => {
    opened = await openTestDatabase(driver);
    department = await openDepartment(opened.database);
    staff = await staffDepartment(department);
  });
  afterEach(() => opened?.drop());

  /** Runs one action; once it comes to a place of its work, another one begins and is given a while. */
  async function inTheMiddle<A extends ActionName, B>(
    [personId, action, input]: readonly [string, A, Input<A>],
    place: (stop: () => Promise<void>, repositories: Repositories) => Partial<Repositories>,
    other: () => Promise<B>,
  ): Promise<[Reply<Output<A>>, B]> {
    let begun: Promise<B> | undefined;
    const stop = async () => {
      begun ??= other();
      await Promise.race([begun, new Promise((resolve) => setTimeout(resolve, A_WHILE))]);
    };
    const { store } = department.deps;
    const deps = {
      ...department.deps,
      store: {
        ...store,
        transaction: ((actor, work) =>
          store.transaction(actor, (held) =>
            work({ ...held, ...place(stop, held) }),
          )) as typeof store.transaction,
      },
    };
    const reply = await execute({ body: { action, input }, personId, requestId: 'test' }, deps, HANDLERS);
    if (!begun) throw new Error('the work never came to that place');
    return [reply as Reply<Output<A>>, await begun];
  }

  const apply = (importId: string) => department.call(staff.office, 'imports.apply', { importId });
  const rollBack = (importId: string) => ({ importId, reason: '导错了学期' });
  const screened = async () => {
    const id = uuidv7();
    await department.act(staff.office, 'screenings.run', { id, term: TERM, kind: 'official' });
    const { items } = await department.act(staff.leader, 'meeting.agenda', { screeningId: id });
    return items[0]?.proposalId ?? '';
  };
  const confirmed = (proposalId: string): Input<'meeting.decide'> => ({
    id: uuidv7(),
    proposalId,
    outcome: 'confirm',
    difficulty: 'both',
    causes: [],
    causeNote: '',
    reason: '',
  });

  it('a rollback waits for an apply, and sees the rows that it repeats', async () => {
    const { importId } = await department.importText('一.csv', gradeFile(FIRST));
    const second = await department.preview('二.csv', gradeFile(FIRST, OTHER));
    const [applied, takenBack] = await inTheMiddle(
      [staff.office, 'imports.apply', { importId: second.importId }],
      (stop, { imports }) => ({
        imports: { ...imports, setState: (...state) => stop().then(() => imports.setState(...state)) },
      }),
      () => department.call(staff.office, 'imports.rollback', rollBack(importId)),
    );
    expect(applied).toMatchObject({ ok: true, data: { counts: { new: 1, unchanged: 1 } } });
    expect(takenBack).toMatchObject({ error: { code: 'IMPORT_SUPERSEDED' } });
  });

  it('an apply waits for a rollback, and writes anew what that withdrew', async () => {
    const { importId } = await department.importText('一.csv', gradeFile(FIRST));
    const second = await department.preview('二.csv', gradeFile(FIRST, OTHER));
    const [takenBack, applied] = await inTheMiddle(
      [staff.office, 'imports.rollback', rollBack(importId)],
      (stop, { importRollbacks }) => ({
        importRollbacks: {
          ...importRollbacks,
          rollBackGrades: (...ids) => stop().then(() => importRollbacks.rollBackGrades(...ids)),
        },
      }),
      () => apply(second.importId),
    );
    expect(takenBack).toMatchObject({ ok: true });
    expect(applied).toMatchObject({ ok: true, data: { counts: { new: 2, unchanged: 0 } } });
  });

  it('a rollback waits for a decision, and gives way to it', async () => {
    const { importId } = await department.importText('一.csv', gradeFile(FIRST));
    const [decided, takenBack] = await inTheMiddle(
      [staff.leader, 'meeting.decide', confirmed(await screened())],
      (stop, { screenings }) => ({
        screenings: {
          ...screenings,
          addDecision: (decision) => stop().then(() => screenings.addDecision(decision)),
        },
      }),
      () => department.call(staff.office, 'imports.rollback', rollBack(importId)),
    );
    expect(decided).toMatchObject({ ok: true });
    expect(takenBack).toMatchObject({ error: { code: 'IMPORT_DECIDED_ON' } });
  });

  it('a decision waits for a rollback, and is refused after it', async () => {
    const { importId } = await department.importText('一.csv', gradeFile(FIRST));
    const proposalId = await screened();
    const [takenBack, decided] = await inTheMiddle(
      [staff.office, 'imports.rollback', rollBack(importId)],
      (stop, { importRollbacks }) => ({
        importRollbacks: {
          ...importRollbacks,
          rollBackGrades: (...ids) => stop().then(() => importRollbacks.rollBackGrades(...ids)),
        },
      }),
      () => department.call(staff.leader, 'meeting.decide', confirmed(proposalId)),
    );
    expect(takenBack).toMatchObject({ ok: true });
    expect(decided).toMatchObject({ error: { code: 'IMPORT_ROLLED_BACK' } });
  });

  it('a screening reads one picture: an apply in the middle waits, and it can be made again', async () => {
    await department.importText('一.csv', gradeFile(FIRST));
    const second = await department.preview('二.csv', gradeFile(OTHER));
    const id = uuidv7();
    const [ran, applied] = await inTheMiddle(
      [staff.office, 'screenings.run', { id, term: TERM, kind: 'official' }],
      (stop, { grades }) => ({
        // After the rows were read, before their sources are.
        grades: { ...grades, importSources: () => stop().then(() => grades.importSources()) },
      }),
      () => apply(second.importId),
    );
    expect(ran).toMatchObject({ ok: true, data: { students: 1, files: ['一.csv'] } });
    expect(applied).toMatchObject({ ok: true, data: { counts: { new: 1 } } });
    const again = await department.act(staff.leader, 'screenings.replay', { screeningId: id });
    expect(again).toMatchObject({ isSame: true, students: 1 });
  });
});
