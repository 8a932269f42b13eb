import type { DrawItem } from '../contract/outputs/checks';
import { DomainError } from '../domain/errors';
import { drawSample, validateCheck } from '../domain/help-check';
import { mayRole, notFound, requireAccess } from './access';
import { pageOf } from './paging';
import { activePair } from './pairing-inputs';
import type { UseCase, UseCaseDeps } from './use-case';

const SEED_BYTES = 16;

const activePairs = async (deps: UseCaseDeps): Promise<readonly string[]> =>
  (await deps.pairings.needs()).flatMap((need) => activePair(need)?.id ?? []);

/** Draws pairs in reach at random, before anyone knows which: who, when, from how many and by which seed stays. */
export const drawPairs: UseCase<'checks.draw'> = async ({ id, size }, actor, deps) => {
  const population = await activePairs(deps);
  if (population.length === 0) throw new DomainError('NOBODY', '现在没有正在帮扶的结对，不用抽查。');
  if (size > population.length) {
    throw new DomainError('TOO_MANY', `现在只有 ${population.length} 对正在帮扶，请少抽几对。`, 'size');
  }
  const seed = [...deps.random(SEED_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const picked = drawSample(population, seed, size, deps.hasher.sha256);
  const isNew = await deps.checks.addDraw(
    {
      id,
      seed,
      population: [...population].sort(),
      size,
      drawnOn: actor.today,
      drawnAt: deps.clock.now(),
      drawnBy: actor.personId,
    },
    picked,
  );
  if (isNew) {
    await deps.audit.record({
      action: 'checks.draw',
      subject: { type: 'help-draw', id },
      detail: { size, population: population.length, seed },
    });
  }
  return { drawId: id, picked: size, repeated: !isNew };
};

/** Newest first; a draw without a pair in reach is another's. */
export const listDraws: UseCase<'checks.list'> = async ({ cursor }, actor, deps) => {
  const { items, nextCursor } = pageOf(await deps.checks.draws(), cursor);
  const drawn = await deps.checks.drawn(items.map(({ id }) => id));
  return {
    items: items.flatMap(({ id, drawnByName, drawnOn, population, seed }): DrawItem[] => {
      const pairs = drawn.filter(({ drawId }) => drawId === id);
      return pairs.length === 0
        ? []
        : [
            {
              drawId: id,
              on: drawnOn,
              by: drawnByName,
              population: population.length,
              seed,
              pairs: pairs.map(({ check, pairingId, studentId, studentName, volunteerName }) => ({
                pairingId,
                studentId,
                studentName,
                volunteerName,
                check: check && {
                  outcome: check.outcome,
                  note: check.note,
                  on: check.checkedOn,
                  by: check.checkedByName,
                },
              })),
            },
          ];
    }),
    nextCursor,
    active: (await activePairs(deps)).length,
    canDraw: mayRole(actor.role, 'checks.draw'),
  };
};

/** What a check found; once. */
export const fileCheck: UseCase<'checks.file'> = async (input, actor, deps) => {
  const pair = await deps.pairings.get(input.pairingId);
  requireAccess(actor, 'checks.file', pair && (await deps.roster.student(pair.studentId)));
  const drawn = await deps.checks.drawn([input.drawId]);
  if (!drawn.some(({ pairingId }) => pairingId === input.pairingId)) throw notFound();
  validateCheck(input);
  const isNew = await deps.checks.addCheck({
    drawId: input.drawId,
    pairingId: input.pairingId,
    outcome: input.outcome,
    note: input.note.trim(),
    checkedOn: actor.today,
    checkedAt: deps.clock.now(),
    checkedBy: actor.personId,
  });
  if (isNew) {
    await deps.audit.record({
      action: 'checks.file',
      subject: { type: 'student', id: pair?.studentId ?? '' },
      detail: { outcome: input.outcome },
    });
  }
  return { drawId: input.drawId, repeated: !isNew };
};
