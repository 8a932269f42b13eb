import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import type { Fault } from '../../local/runtime/browser/hooks';
import { addressOf, runLocal, stop } from '../local/start-process';
import { launchBrowser } from './browser';

/** The whole demo as a visitor has it: `npm start` on data of its own, and the page in a browser. */
export interface Demo {
  readonly url: string;
  readonly browser: Browser;
  /** The desk with the phone on it. */
  readonly page: Page;
  /** What is in the phone. */
  readonly app: FrameLocator;
  /** Errors of the mini-program and of the page, and warnings that WeChat's tools would show. */
  readonly faults: readonly string[];
  /** Changes to another demo person, whose phone opens on 今日. */
  become(name: string): Promise<void>;
  /** Opens a page of the mini-program as the present person, as from a message or a shared link. */
  open(path: string): Promise<void>;
  setToday(day: string): Promise<void>;
  /** A picture of the phone or the whole desk, where `SHOTS` names a folder. */
  shoot(name: string, whole?: boolean): Promise<void>;
  close(): Promise<void>;
}

const STEP_MS = 15_000;

export async function openDemo(viewport = { width: 1440, height: 980 }): Promise<Demo> {
  const folder = mkdtempSync(path.join(tmpdir(), 'demo-'));
  const started = runLocal(path.join(folder, 'data'), 'start', '--port', '0');
  const [url, browser] = await Promise.all([addressOf(started), launchBrowser()]);
  const context = await browser.newContext({ viewport, deviceScaleFactor: 2, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    const isNoise = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isNoise) faults.push(message.text());
  });
  await page.goto(url);
  const app = page.frameLocator('#app');
  const shots = process.env.SHOTS;
  if (shots) mkdirSync(shots, { recursive: true });

  const settled = async () => {
    await app.locator('.page-host:not([hidden]) page').waitFor();
    await app.getByRole('status', { name: '正在读取' }).waitFor({ state: 'hidden' });
  };
  const reopened = async (change: () => Promise<unknown>) => {
    const frame = page.frames().find((one) => one.url().includes('/app/'));
    await frame?.evaluate(() => Object.assign(window, { isBefore: true }));
    await change();
    await page.waitForFunction(() => {
      const element = document.getElementById('app');
      const inner = element instanceof HTMLIFrameElement ? element.contentWindow : null;
      return inner !== null && !('isBefore' in inner) && '__runtime' in inner;
    });
    await settled();
  };
  await settled();
  return {
    url,
    browser,
    page,
    app,
    faults,
    become: (name) => reopened(() => page.locator('.people').getByRole('button', { name }).click()),
    open: (target) =>
      reopened(() =>
        page.evaluate((hash) => {
          const element = document.getElementById('app') as HTMLIFrameElement;
          element.src = `/app/?at=${Math.random()}#${hash}`;
        }, target),
      ),
    setToday: (day) => reopened(() => page.locator('#day').fill(day)),
    async shoot(name, whole = false) {
      if (!shots) return;
      const target = whole ? page : page.locator('#app');
      await page.waitForTimeout(400);
      await target.screenshot({ path: path.join(shots, `${name}.png`) });
    },
    async close() {
      if (faults.length > 0) console.error(faults.join('\n'));
      await browser.close();
      await stop(started);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the runtime in the phone has reported. */
export const reportedFaults = (page: Page): Promise<readonly Fault[]> =>
  page.evaluate(() => {
    const element = document.getElementById('app') as HTMLIFrameElement;
    const inner = element.contentWindow as unknown as { __runtime: { faults(): readonly Fault[] } };
    return inner.__runtime.faults();
  });
