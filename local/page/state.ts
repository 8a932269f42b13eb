import type { Role } from '#core/domain/role';

/** What the outer page knows of the demo: answer of `GET /demo/state`. */
export interface DemoState {
  readonly today: string;
  readonly start: string;
  readonly people: readonly DemoPerson[];
  readonly samples: readonly DemoSample[];
  /** What lies in everyone's WeChat, newest first. */
  readonly messages: readonly DemoMessage[];
  /** Mini-program codes that were drawn, newest first. */
  readonly codes: readonly DemoCode[];
}

export interface DemoCode {
  readonly scene: string;
  /** Where scanning it leads, without a leading slash. */
  readonly page: string;
}

export interface DemoMessage {
  readonly workNo: string;
  readonly text: string;
  readonly day: string;
  /** Where a tap on it leads, without a leading slash. */
  readonly page: string;
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
