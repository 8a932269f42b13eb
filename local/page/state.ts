import type { Role } from '#core/domain/role';

/** What the outer page knows of the demo: answer of `GET /demo/state`. */
export interface DemoState {
  readonly today: string;
  readonly start: string;
  readonly people: readonly DemoPerson[];
  readonly samples: readonly DemoSample[];
}

export interface DemoPerson {
  readonly workNo: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: string;
}

export interface DemoSample {
  readonly name: string;
  readonly note: string;
}
