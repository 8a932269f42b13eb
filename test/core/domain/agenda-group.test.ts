import { describe, expect, it } from 'vitest';
import { agendaGroupOf } from '#core/domain/agenda-group';

describe('how a student comes before the meeting', () => {
  it.each([
    [1, null, null, 'new'],
    ['watch', null, null, 'new'],
    [2, 1, null, 'up'],
    [1, 'watch', null, 'up'],
    [1, 2, null, 'down'],
    ['watch', 1, null, 'down'],
    [2, 2, null, 'carried-over'],
    [null, null, null, null],
    [null, 2, null, null],
    [2, 1, 'up', 'up'],
    [1, 2, 'down', 'down'],
    [null, 2, 'cleared', 'cleared'],
    [1, null, 'again', 'again'],
    [1, 1, 'settled', null],
  ] as const)('proposed %o, before %o, change %o: %o', (tier, previousTier, kind, group) => {
    const change = kind === null ? null : { kind };
    expect(agendaGroupOf({ tier, previousTier, change })).toBe(group);
  });
});
