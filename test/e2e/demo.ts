import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Fault } from '../../local/runtime/browser/hooks';
import type { Runtime } from '../../local/runtime/browser/main';
import { addressOf, runLocal, stop } from '../local/start-process';
import { launchBrowser } from './browser';
import { pageProblems } from './page-problems';
import { copySeededDemo } from './seeded-demo';

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
  /** Goes to a page within the app that runs, with none behind it. */
  go(path: string): Promise<void>;
  setToday(day: string): Promise<void>;
  /** By the names of the desk's buttons, e.g. 深色 and 大字号. */
  showAs(theme: string, size: string): Promise<void>;
  /** The page that is open changes its colours, as when the phone's evening begins. */
  turn(theme: '浅色' | '深色'): Promise<void>;
  /** See page-problems.ts. */
  problems(): Promise<readonly string[]>;
  /** A picture of the phone or the whole desk, where `SHOTS` names a folder. */
  shoot(name: string, whole?: boolean): Promise<void>;
  /** The paper that was opened last; it is closed. */
  takeDocument(): Promise<Uint8Array<ArrayBuffer>>;
  /** A paper as it came, beside the pictures. */
  keepFile(name: string, bytes: Uint8Array): void;
  close(): Promise<void>;
}

const STEP_MS = 60_000;

export async function openDemo(viewport = { width: 1440, height: 980 }): Promise<Demo> {
  const folder = mkdtempSync(path.join(tmpdir(), 'demo-'));
  copySeededDemo(inject('seededDemo'), path.join(folder, 'data'));
  const started = runLocal(path.join(folder, 'data'), 'start', '--port', '0');
  const [url, browser] = await Promise.all([addressOf(started), launchBrowser()]);
  const shots = process.env.SHOTS;
  // Without a colour scheme of its own, so that the desk's 浅色 and 深色 reach the phone. As sharp as a
  // phone where pictures are kept; what nobody looks at is drawn coarsely and without turning spinners.
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    colorScheme: null,
    ...(shots ? { deviceScaleFactor: 2 } : { deviceScaleFactor: 1, reducedMotion: 'reduce' as const }),
  });
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
  if (shots) mkdirSync(shots, { recursive: true });

  const frame = (): Frame => {
    const found = page.frames().find((one) => one.url().includes('/app/'));
    if (!found) throw new Error('the phone is empty');
    return found;
  };
  const settled = async () => {
    await app.locator('.page-host:not([hidden]) page').waitFor();
    await app.getByRole('status', { name: '正在读取' }).waitFor({ state: 'hidden' });
  };
  const reopened = async (change: () => Promise<unknown>) => {
    await frame().evaluate(() => Object.assign(window, { isBefore: true }));
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
    async go(target) {
      await frame().evaluate((url) => {
        const { __runtime } = window as unknown as { __runtime: Runtime };
        __runtime.reLaunch(url);
      }, target);
      await settled();
    },
    setToday: (day) => reopened(() => page.locator('#day').fill(day)),
    problems: () => pageProblems(frame()),
    async showAs(theme, size) {
      await page.getByRole('button', { name: theme, exact: true }).click();
      await reopened(() => page.getByRole('button', { name: size, exact: true }).click());
    },
    async turn(theme) {
      await page.getByRole('button', { name: theme, exact: true }).click();
      await frame().waitForFunction(
        (isDark) => matchMedia('(prefers-color-scheme: dark)').matches === isDark,
        theme === '深色',
      );
    },
    async shoot(name, whole = false) {
      if (!shots) return;
      const target = whole ? page : page.locator('#app');
      await page.waitForTimeout(400);
      await target.screenshot({ path: path.join(shots, `${name}.png`) });
    },
    async takeDocument() {
      await page.locator('#document').waitFor();
      const address = await page.locator('#document-save').getAttribute('href');
      const bytes = await page.evaluate(
        async (at) => [...new Uint8Array(await (await fetch(at)).arrayBuffer())],
        address ?? '',
      );
      await page.locator('#document-close').click();
      return Uint8Array.from(bytes);
    },
    keepFile(name, bytes) {
      if (shots) writeFileSync(path.join(shots, name), bytes);
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
