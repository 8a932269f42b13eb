import type { LocalDate, OutboxRepository, Repositories, SweepRepository, TextCheckQueue } from './ports';

/** What the timers work with: a department as nobody in particular. */

export interface TimerRepositories extends Pick<Repositories, 'departments' | 'policies'> {
  readonly sweeps: SweepRepository;
  readonly outbox: OutboxRepository;
  readonly textChecks: TextCheckQueue;
}

export interface TimerStore {
  /** Whom a run has to visit. */
  departments(): Promise<readonly string[]>;
  /** One transaction for a department, as nobody in particular: reads all of it, writes the outbox. */
  transaction<T>(
    scope: { readonly departmentId: string; readonly today: LocalDate },
    work: (repositories: TimerRepositories) => Promise<T>,
  ): Promise<T>;
}
