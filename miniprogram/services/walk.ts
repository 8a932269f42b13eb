/**
 * From one student to the next without going back to the list: the list notes which students it shows,
 * and the pages that it leads to carry a place in it. Kept while the app runs; a place whose list is gone
 * offers nothing.
 */
export interface Stop {
  readonly url: string;
  readonly who: string;
}

let stops: readonly Stop[] = [];

/** The pages that show the place, and the way on. */
const WALKED = /^\/student\/(talk-edit|talk-view|archive)\//;

/** @param rows of the list in its order; those without a student or with another page are no stops */
export function beginWalk(rows: readonly Stop[], url: string): string {
  stops = rows.filter(
    (row, at) =>
      WALKED.test(row.url) && row.who !== '' && rows.findIndex((other) => other.url === row.url) === at,
  );
  const at = stops.findIndex((stop) => stop.url === url);
  return at < 0 ? url : urlAt(at);
}

export interface Steps {
  /** 第 3 / 14 位; empty where there is no list. */
  readonly note: string;
  readonly previous: string;
  readonly next: string;
  readonly nextWho: string;
}

/** What lies beside a place; urls are empty at the ends. @param place as the page was opened with */
export function stepsAround(place: string): Steps {
  const at = /^\d+$/.test(place) ? Number(place) : -1;
  if (at < 0 || at >= stops.length || stops.length < 2) return NO_STEPS;
  return {
    note: `第 ${at + 1} / ${stops.length} 位`,
    previous: at > 0 ? urlAt(at - 1) : '',
    next: at + 1 < stops.length ? urlAt(at + 1) : '',
    nextWho: stops[at + 1]?.who ?? '',
  };
}

const NO_STEPS: Steps = { note: '', previous: '', next: '', nextWho: '' };

const urlAt = (at: number): string => {
  const url = stops[at]?.url ?? '';
  return `${url}${url.includes('?') ? '&' : '?'}place=${at}`;
};

/** Pixels from the edge that belong to the phone's own way back. */
const EDGE = 32;
const LEAST_WAY = 80;

interface Point {
  readonly pageX: number;
  readonly pageY: number;
}

/** A quick stroke to the left leads on, to the right back; anything slanted is scrolling. */
export function strokeOf(from: Point, to: Point): 'next' | 'previous' | null {
  const across = to.pageX - from.pageX;
  if (from.pageX < EDGE || Math.abs(across) < LEAST_WAY) return null;
  if (Math.abs(across) < 3 * Math.abs(to.pageY - from.pageY)) return null;
  return across < 0 ? 'next' : 'previous';
}
