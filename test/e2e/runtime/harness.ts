import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type CompiledMiniprogram, compileMiniprogram } from '../../../local/runtime/index';
import { launchBrowser } from '../browser';

/** The fixture mini-program, compiled and served as it stands, in a browser of this test file. */

type Wx = WechatMiniprogram.Wx;

/** One page of the fixture, as far as tests call it: see record.js. */
interface FixturePage {
  readonly data: Record<string, unknown>;
  said(): string[];
  forget(): void;
  wx(): Wx;
  setData(data: object): void;
  [method: string]: unknown;
}

interface Runtime {
  pages(): readonly FixturePage[];
  faults(): readonly { readonly message: string; readonly where: string }[];
  readonly setDataStats: { readonly bytes: number };
}

declare global {
  var __runtime: Runtime;
}

/** A window with the mini-program in it. */
export interface Phone {
  readonly page: Page;
  /** The page on top. */
  readonly shown: Locator;
  /** What the fixture has written down since `forget`. */
  said(): Promise<string[]>;
  forget(): Promise<void>;
  /** Calls a method of the page on top. */
  call(method: string, ...args: unknown[]): Promise<unknown>;
  data(): Promise<Record<string, unknown>>;
  setData(data: object): Promise<void>;
  /** Runs code with the mini-program's own `wx`. */
  wx<Result, Given = undefined>(
    run: (wx: Wx, given: Given) => Result,
    given?: Given,
  ): Promise<Awaited<Result>>;
  /** '<message> @ <where>' of all that was reported; a test that does not ask wants none. */
  faults(): Promise<string[]>;
}

interface OpenOptions extends BrowserContextOptions {
  /** Runs in the window before the mini-program does. */
  readonly before?: () => void;
}

export interface Harness {
  open(path: string, options?: OpenOptions): Promise<Phone>;
  readonly origin: string;
}

const FIXTURE = path.resolve(import.meta.dirname, '../../local/runtime/fixture');
const SIZE = { width: 390, height: 844 };

export function useFixture(): Harness {
  let compiled: CompiledMiniprogram;
  let browser: Browser;
  let origin = '';
  /** Tests that need nothing special follow each other in one window. */
  let shared: Page | undefined;
  let count = 0;
  let opened: { phone: Phone; asked: boolean }[] = [];
  const server = createServer((request, response) => answer(request, response, compiled));

  beforeAll(async () => {
    [compiled, browser] = await Promise.all([compileMiniprogram(FIXTURE), launchBrowser()]);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    const before = opened;
    opened = [];
    try {
      for (const { phone, asked } of before) if (!asked) expect(await phone.faults()).toEqual([]);
    } finally {
      for (const { phone } of before) {
        if (phone.page === shared) await shared.evaluate(() => localStorage.clear());
        else await phone.page.context().close();
      }
    }
  });
  afterAll(async () => {
    await browser?.close();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  return {
    get origin() {
      return origin;
    },
    async open(target, { before, ...options } = {}) {
      const isPlain = !before && Object.keys(options).length === 0;
      const page = isPlain && shared ? shared : await newPage(browser, options);
      if (isPlain) shared = page;
      if (before) await page.addInitScript(before);
      count += 1;
      await page.goto(`${origin}/app/app.html?${count}#${target}`);
      const phone = phoneOf(page, () => void (entry.asked = true));
      const entry = { phone, asked: false };
      opened.push(entry);
      return phone;
    },
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, locale: 'zh-CN', ...options });
  context.setDefaultTimeout(60_000);
  return context.newPage();
}

function phoneOf(page: Page, onAsked: () => void): Phone {
  const call = (method: string, ...args: unknown[]) =>
    page.evaluate(
      ([name, given]) => {
        const top = __runtime.pages().at(-1);
        const own = top?.[name];
        return typeof own === 'function' ? own.apply(top, given) : undefined;
      },
      [method, args] as const,
    );
  return {
    page,
    shown: page.locator('.page-host:not([hidden])'),
    call,
    said: async () => (await call('said')) as string[],
    forget: async () => void (await call('forget')),
    data: () => page.evaluate(() => __runtime.pages().at(-1)?.data ?? {}),
    setData: (data) =>
      page.evaluate((given) => {
        __runtime.pages().at(-1)?.setData(given);
      }, data),
    wx: (run, given) =>
      page.evaluate(([code, value]) => (0, eval)(`(${code})`)(__runtime.pages().at(-1)?.wx(), value), [
        run.toString(),
        given,
      ] as const),
    async faults() {
      onAsked();
      return page.evaluate(() => __runtime.faults().map(({ message, where }) => `${message} @ ${where}`));
    },
  };
}

/** The mini-program under /app/, and a small server for `wx.request` under /api/. */
function answer(request: IncomingMessage, response: ServerResponse, { files }: CompiledMiniprogram): void {
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  const file = files.get(pathname.slice('/app/'.length));
  if (pathname.startsWith('/app/fonts/')) {
    // Fonts take time and change nothing here.
    response.writeHead(200, { 'content-type': 'text/css' }).end();
    return;
  }
  if (pathname.startsWith('/app/')) {
    response.writeHead(file ? 200 : 404, {
      'content-type': file?.contentType ?? 'text/plain',
      'cache-control': 'max-age=600',
    });
    response.end(file?.body ?? '');
    return;
  }
  if (pathname === '/api/slow') return; // never
  if (pathname === '/api/bytes') {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(Buffer.from([1, 2, 250]));
    return;
  }
  if (pathname === '/api/text') {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'x-case': 'A' }).end('没有{');
    return;
  }
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { method, url, headers } = request;
    const body = Buffer.concat(parts).toString();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        method,
        url,
        type: headers['content-type'] ?? null,
        mark: headers['x-mark'] ?? null,
        body,
      }),
    );
  });
}
