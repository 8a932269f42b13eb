import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DemoState } from '../page/state';
import { DEMO_START } from './demo-clock';
import type { Host } from './host';
import { fieldOf, type Route, readJson, sendJson } from './http';

export type DemoFacts = Pick<DemoState, 'people' | 'samples'>;

export interface DemoOptions {
  readonly host: Pick<Host, 'clock' | 'issueCode' | 'messages' | 'runTimers'>;
  readonly facts: () => DemoFacts;
  readonly samplesDir: string;
  /** Puts everything back to the beginning. */
  readonly reset: () => Promise<void>;
}

/** The openid by which the stand-in WeChat knows a demo person. */
export const demoOpenid = (workNo: string): string => `${OPENID}${workNo}`;
const OPENID = 'demo-';

const MAX_BODY = 4096;

/**
 * What a department does not have: being someone else, moving today, starting over. These exist on
 * the local host only; no function knows of them.
 */
export function demoRoutes({ host, facts, samplesDir, reset }: DemoOptions): Route {
  const state = (): DemoState => ({
    today: host.clock.today(),
    start: DEMO_START,
    messages: host.messages.list().map(({ openid, values, page }) => ({
      workNo: openid.slice(OPENID.length),
      text: values[0] ?? '',
      day: values[1] ?? '',
      page,
    })),
    codes: host.messages.codes(),
    ...facts(),
  });

  return async (request, response, { pathname }) => {
    if (!pathname.startsWith('/demo/')) return false;
    const what = `${request.method} ${pathname.slice('/demo/'.length)}`;
    const body = request.method === 'POST' ? await readJson(request, MAX_BODY) : undefined;

    if (what === 'GET state') {
      sendJson(response, 200, state());
    } else if (what === 'POST login') {
      const person = facts().people.find(({ workNo }) => workNo === fieldOf(body, 'workNo'));
      if (person) sendJson(response, 200, { code: host.issueCode(demoOpenid(person.workNo)) });
      else sendJson(response, 404, { message: '没有这个人' });
    } else if (what === 'POST today') {
      const day = fieldOf(body, 'day');
      try {
        host.clock.setToday(typeof day === 'string' ? day : '');
        await host.runTimers();
        sendJson(response, 200, state());
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        sendJson(response, 400, { message: '不是有效的日期' });
      }
    } else if (what === 'POST timers') {
      await host.runTimers();
      sendJson(response, 200, state());
    } else if (what === 'POST subscribe') {
      const person = facts().people.find(({ workNo }) => workNo === fieldOf(body, 'workNo'));
      const templateIds = fieldOf(body, 'templateIds');
      if (person && Array.isArray(templateIds)) {
        for (const id of templateIds) host.messages.accept(demoOpenid(person.workNo), String(id));
        sendJson(response, 200, { ok: true });
      } else sendJson(response, 404, { message: '没有这个人' });
    } else if (what === 'POST employ') {
      const person = facts().people.find(({ workNo }) => workNo === fieldOf(body, 'workNo'));
      if (person) {
        host.messages.employ(demoOpenid(person.workNo), true);
        sendJson(response, 200, { ok: true });
      } else sendJson(response, 404, { message: '没有这个人' });
    } else if (what === 'POST reset') {
      await reset();
      sendJson(response, 200, { ok: true });
    } else if (what.startsWith('GET samples/')) {
      const name = decodeURIComponent(pathname.slice('/demo/samples/'.length));
      // Only names that are listed: no path reaches the disk.
      const isListed = facts().samples.some((sample) => sample.name === name);
      const bytes = isListed ? await readFile(path.join(samplesDir, name)) : null;
      if (!bytes) return false;
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        'cache-control': 'no-store',
      });
      response.end(bytes);
    } else {
      return false;
    }
    return true;
  };
}
