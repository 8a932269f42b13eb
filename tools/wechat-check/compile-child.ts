import { generateKeyPairSync } from 'node:crypto';
import type { Size } from '../build/miniprogram/output';
import { sizesOf } from '../build/miniprogram/output';
import { requireHeavy } from './heavy';

/**
 * Runs WeChat's official compiler (miniprogram-ci) on built mini-programs, offline. A process of its
 * own: the package forks workers and never ends by itself.
 */
export interface CompileOrder {
  readonly roots: readonly string[];
  readonly settings: Readonly<Record<string, boolean>>;
}
export interface CompileAnswer {
  readonly root: string;
  /** As uploaded; empty where it was refused. */
  readonly sizes: readonly Size[];
  readonly refusal: { readonly path: string; readonly message: string } | null;
}

interface Ci {
  Project: new (options: object) => { attr: () => Promise<object> };
  getCompiledResult(options: object): Promise<Record<string, string | Uint8Array>>;
}

// What the package forks must not load our TypeScript loader.
process.execArgv = [];
process.once('message', (order: CompileOrder) => void answer(order));

async function answer({ roots, settings }: CompileOrder): Promise<void> {
  goOffline();
  const ci = requireHeavy('miniprogram-ci') as Ci;
  // Signs uploads only; the constructor asks for one.
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  for (const root of roots) process.send?.(await compile(ci, root, privateKey, settings));
  process.disconnect();
  process.exit(0);
}

async function compile(
  ci: Ci,
  root: string,
  privateKey: string,
  setting: CompileOrder['settings'],
): Promise<CompileAnswer> {
  try {
    const project = new ci.Project({
      appid: 'wx0000000000000000',
      type: 'miniProgram',
      projectPath: root,
      privateKey,
      ignores: [],
    });
    // Otherwise it asks the platform about the app.
    project.attr = async () => ({ platform: false, appType: 0, released: true, setting: {} });
    const files = await ci.getCompiledResult({
      project,
      version: '0.0.0',
      desc: '',
      setting,
      onProgressUpdate: () => undefined,
    });
    return { root, sizes: sizesOf(new Map(Object.entries(files))), refusal: null };
  } catch (error) {
    const { message, path = '' } = error as Error & { path?: string };
    return { root, sizes: [], refusal: { path, message } };
  }
}

/** No request leaves: what the package would ask for (allowed file kinds) it also knows by itself. */
function goOffline(): void {
  const network = requireHeavy('miniprogram-ci/dist/utils/request.js') as Record<string, unknown>;
  network.request = () => Promise.reject(new Error('offline'));
}
