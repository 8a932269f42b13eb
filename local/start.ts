import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cloudConfig } from '../miniprogram/services/config';
import { readDemoFacts } from './demo/facts';
import { isBuilt, sourceStamp } from './freshness';
import { DEMO_START } from './host/demo-clock';
import { type Host, startHost } from './host/host';
import { LockedError, lockHolder } from './host/lock';
import { step } from './progress';

/** `npm start`: builds what is out of date, opens the local host, and prints one address. */
const root = path.resolve(import.meta.dirname, '..');
const dataDir = path.resolve(process.env.DATA_DIR ?? path.join(root, '.data'));
const DEFAULT_PORT = 8130;

const started = performance.now();
const { values } = parseArgs({ options: { port: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help) {
  console.log('npm start [-- --port N]    启动本地演示（默认端口 8130，被占用时换一个）');
  process.exit(0);
}

let host: Host | undefined;
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void Promise.resolve(host?.close()).finally(() => process.exit(0));
  });
}

try {
  await run();
} catch (error) {
  // Stopped in the middle: what failed then is only the stopping.
  if (!isStopping) {
    await host?.close();
    console.error(explain(error));
    process.exit(1);
  }
}

async function run(): Promise<void> {
  const holder = lockHolder(dataDir);
  if (holder !== null) throw new LockedError(holder, path.join(dataDir, 'lock'));
  const [opened] = await Promise.all([
    step('打开数据库', openHost),
    step('构建小程序和云函数', buildIfStale),
  ]);
  host = opened;
  const { openSite } = await import('./host/site');
  await step('准备页面', () => openSite(opened, root));
  await step('准备演示数据', () => openDemo(opened));
  if (isStopping) return;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `\n  学业帮扶 · 本地演示\n\n  ${opened.url}/\n\n  用时 ${seconds} 秒。按 Ctrl+C 停止；数据留在 ${path.relative(root, dataDir) || '.'}。`,
  );
}

async function buildIfStale(): Promise<void> {
  if (isBuilt(root, sourceStamp(root))) return;
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'tools/build/index.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`构建没有成功：\n${output}`);
}

async function openHost(): Promise<Host> {
  const options = {
    dataDir,
    functionsDir: path.join(root, 'dist/cloudfunctions'),
    envId: cloudConfig.envId,
    publishableKey: cloudConfig.accessKey,
  };
  if (values.port !== undefined) return startHost({ ...options, port: Number(values.port) });
  try {
    return await startHost({ ...options, port: DEFAULT_PORT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return startHost({ ...options, port: 0 });
  }
}

async function openDemo(opened: Host): Promise<void> {
  const { migrateDemo, samplesDir, seedDemo } = await import('./demo/seed');
  const { demoRoutes } = await import('./host/demo-routes');
  const before = readDemoFacts(dataDir);
  if (before) await migrateDemo(opened);
  else await opened.discardData();
  let facts = before ?? (await seedDemo(opened, DEMO_START));
  opened.addRoute(
    demoRoutes({
      host: opened,
      facts: () => facts,
      samplesDir: samplesDir(dataDir),
      reset: async () => {
        await opened.discardData();
        facts = await seedDemo(opened, DEMO_START);
      },
    }),
  );
}

function explain(error: unknown): string {
  if (error instanceof LockedError) {
    return `本地演示已经在运行（进程 ${error.pid}，锁文件 ${error.file}）。请用那一个，或先停止它。`;
  }
  if ((error as NodeJS.ErrnoException)?.code === 'EADDRINUSE')
    return `端口 ${values.port} 已被占用，请换一个。`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
