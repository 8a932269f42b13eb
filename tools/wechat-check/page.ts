import { setImmediate as turn } from 'node:timers/promises';
import type { ActionName, CallSeen, Outputs } from '#core/contract/index';
import { type Definition, setAt } from './instance';
import { openScripts } from './scripts';
import { NO_SCREEN, standInWx } from './wx';

type Values = Record<string, unknown>;

/** Answers by action; a function where the answer depends on what is asked. */
export type Answers = {
  readonly [A in ActionName]?: Outputs[A] | ((input: Values) => Outputs[A]);
} & { readonly 'apply.calls'?: readonly CallSeen[] };

/** A page at work: its data and its handlers. */
export interface RunningPage {
  readonly data: Values;
  readonly [handler: string]: unknown;
}

export interface Scene {
  /** In the table: 满页, 展开… */
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly answers?: Answers;
  /** What the person does once the page has loaded. */
  readonly act?: (page: RunningPage) => unknown;
  /** Opens every component that can be opened. */
  readonly isOpened?: boolean;
}

export interface PageAfter {
  readonly data: Values;
  /** Bytes of the largest single setData. */
  readonly setData: number;
  /** How many there were until the page had read, before the person does anything. */
  readonly setDatas: number;
}

interface Surroundings {
  /** e.g. dist/miniprogram */
  readonly root: string;
  /** What the phone keeps, by key. */
  readonly storage: Readonly<Record<string, unknown>>;
  readonly answers: Answers;
}

const API = 'services/api.js';
const globals = (storage: Surroundings['storage'], taken: Readonly<Record<string, unknown>>) => ({
  wx: standInWx(storage),
  getApp: () => ({}),
  getCurrentPages: () => [],
  Behavior: (behavior: unknown) => behavior,
  // Nothing comes later: what a page shows is there once its calls are answered.
  setTimeout: () => 0,
  clearTimeout: () => undefined,
  setInterval: () => 0,
  clearInterval: () => undefined,
  ...taken,
});

/** The components of a built mini-program as they define themselves. */
export function openDefinitions(root: string, storage: Surroundings['storage']) {
  let taken: Definition | undefined;
  const Component = (definition: Definition) => void (taken = definition);
  const scripts = openScripts(root, globals(storage, { Component }), {});
  const known = new Map<string, Definition>();
  return (name: string): Definition => {
    const kept = known.get(name);
    if (kept) return kept;
    taken = undefined;
    scripts.load(`${name}.js`);
    if (!taken) throw new Error(`${name}.js 没有调用 Component()。`);
    known.set(name, taken);
    return taken;
  };
}

/** The data a page begins with, before anything is read. */
export const firstData = (name: string, surroundings: Surroundings): Values =>
  definePage(name, surroundings).data;

/**
 * Runs a built page with answers in place of the server: loads it, waits until it has read, lets the
 * person act.
 *
 * @throws Error in one sentence where it does not arrive at its content
 */
export async function runPage(name: string, scene: Scene, surroundings: Surroundings): Promise<PageAfter> {
  const answers = { ...surroundings.answers, ...scene.answers };
  const page = definePage(name, { ...surroundings, answers });
  let largest = 0;
  let count = 0;
  const running: Values = {
    ...NO_SCREEN,
    ...page,
    createSelectorQuery: () => onScreen(page.data),
    setData(change: Values, done?: () => void) {
      const sent = JSON.stringify(change);
      count += 1;
      largest = Math.max(largest, Buffer.byteLength(sent));
      for (const [at, value] of Object.entries(JSON.parse(sent) as Values)) setAt(page.data, at, value);
      done?.();
    },
  };
  await handle(running, 'onLoad', scene.query ?? {});
  await handle(running, 'onShow');
  const { state } = page.data;
  const setDatas = count;
  if (page.unanswered.length > 0)
    throw new Error(`页面 ${name} 调用了 ${page.unanswered.join('、')}，样例里没有它的回答。`);
  if (state !== undefined && state !== 'content')
    throw new Error(`页面 ${name}（${scene.name}）没有读到内容，停在 ${String(state)}。`);
  await scene.act?.(running as RunningPage);
  await settle();
  return { data: page.data, setData: largest, setDatas };
}

/** px; taller than the window, so that one group fills it. */
const GROUP_HEIGHT = 1700;

/** A page that asks where the groups of its list are: the last one stands in the window. */
function onScreen({ groups }: Values) {
  const count = Array.isArray(groups) ? groups.length : 0;
  const rects = Array.from({ length: count }, (_, index) => ({
    top: (index - count + 1) * GROUP_HEIGHT,
    height: GROUP_HEIGHT,
  }));
  const query: Values = {
    selectAll: () => query,
    boundingClientRect(answer: (found: unknown) => void) {
      answer(rects);
      return query;
    },
    exec: () => query,
  };
  return query;
}

function definePage(name: string, { answers, root, storage }: Surroundings) {
  const unanswered: string[] = [];
  const call = async (action: ActionName | 'apply.calls', input: Values): Promise<unknown> => {
    const answer = answers[action];
    if (answer === undefined) {
      unanswered.push(action);
      throw new Error(action);
    }
    return typeof answer === 'function' ? answer(input) : answer;
  };
  const nothing = () => undefined;
  const listCalls = () => call('apply.calls', {});
  const api = {
    call,
    callQuietly: call,
    roleInUse: nothing,
    listCalls,
    actAs: nothing,
    signOut: nothing,
    functionOf: nothing,
    ApiError: Error,
  };
  let taken: Values | undefined;
  const Page = (definition: Values) => void (taken = definition);
  openScripts(root, globals(storage, { Page }), { [API]: api }).load(`${name}.js`);
  if (!taken) throw new Error(`${name}.js 没有调用 Page()。`);
  // As it crosses to the template: only what JSON keeps.
  return { ...taken, data: JSON.parse(JSON.stringify(taken.data ?? {})) as Values, unanswered };
}

async function handle(page: Values, handler: string, argument?: unknown): Promise<void> {
  const run = page[handler];
  if (typeof run === 'function') await run.call(page, argument);
  await settle();
}

/** Until no answered call has more to say. */
async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await turn();
}
