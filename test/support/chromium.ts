import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where a system package puts it, on Linux, macOS and Windows. */
const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Nothing that asks the network by itself, nothing that a container lacks. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless browser: the one named by CHROMIUM_PATH, else one of the system, else the one that
 * npm brought. Close it when the tests are done.
 *
 * @throws Error when none of them is there
 */
export async function launchChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH: ${named} does not exist`);
  const system = named ?? SYSTEM.find((file) => existsSync(file));
  if (system) return chromium.launch({ executablePath: system, args: ARGUMENTS });
  const { default: bundled } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await bundled.executablePath(),
    args: [...bundled.args, ...ARGUMENTS],
  });
}
