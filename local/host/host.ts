import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { cloudConfig } from '../../miniprogram/services/config';
import { openStandInMessages, type StandInMessages } from '../wechat/messages';
import { openStandInWechat } from '../wechat/stand-in';
import { openBundles } from './bundle';
import { openLocalDatabase, removeLocalDatabase } from './database';
import { DEMO_START, type DemoClock, openDemoClock } from './demo-clock';
import { openFileStore } from './file-store';
import { createGateway } from './gateway';
import { isForeignOrigin, isLocalHostHeader, refuseUnlessLocal } from './guard';
import { type Route, readJson, sendJson } from './http';
import { openKeys } from './keys';
import { acquireLock } from './lock';
import { openMasterKey } from './master-key';
import { morningDate } from './morning';
import { openSessions } from './sessions';

export interface HostOptions {
  readonly dataDir: string;
  /** e.g. dist/cloudfunctions */
  readonly functionsDir: string;
  readonly envId: string;
  readonly publishableKey: string;
  readonly bind?: string;
  /** 0: any free port. */
  readonly port?: number;
  /** What the functions log. */
  readonly console?: Pick<Console, 'log' | 'warn' | 'error'>;
  readonly accessSeconds?: number;
}

export interface Host {
  readonly url: string;
  /** For `pg`; another one after `discardData`. */
  databaseUrl(): string;
  readonly dataDir: string;
  readonly clock: DemoClock;
  /** What this person's phone would get from `wx.login`. */
  issueCode(openid: string): string;
  /** Calls a built function in a binding's session, without the way through the gateway. */
  call(name: string, event: unknown, bindingId: string): Promise<unknown>;
  /** The stand-in WeChat's subscription messages and mini-program codes. */
  readonly messages: Pick<StandInMessages, 'accept' | 'codes' | 'employ' | 'list'>;
  /** The timers of the present day: what is past its time goes, then the sweep, then the sending. */
  runTimers(): Promise<void>;
  /** Pages and demo endpoints, asked before the gateway. */
  addRoute(route: Route): void;
  /** Throws away database, files and the moved day; what was loaded of the functions, too. */
  discardData(): Promise<void>;
  close(): Promise<void>;
}

const BUCKET = 'files';
const APP_ID = 'wx-local';
const TICKET_KEY_ID = 'local';
const MAX_WECHAT_BODY = 16_384;

/**
 * CloudBase and WeChat on one loopback port, as far as this project uses them, around the built
 * functions and an embedded database. Holds the data directory's lock until it is closed.
 *
 * @throws LockedError, or an Error in Chinese where it must not run
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { dataDir, envId, publishableKey, bind = '127.0.0.1' } = options;
  refuseUnlessLocal(bind, process.env);
  const lock = acquireLock(dataDir);
  const undo: (() => Promise<void> | void)[] = [() => lock.release()];
  const closeAll = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const keys = openKeys(dataDir);
    const masterKey = openMasterKey(dataDir);
    const clock = openDemoClock(dataDir);
    let database = await openLocalDatabase(dataDir);
    undo.push(() => database.close());
    const wechat = openStandInWechat({ appId: APP_ID, appSecret: keys.wechatSecret });
    const messages = openStandInMessages({
      appId: APP_ID,
      appSecret: keys.wechatSecret,
      templateIds: [cloudConfig.reminderTemplateId],
      employeeTemplateId: cloudConfig.employeeTemplateId,
      now: clock.now,
      file: path.join(dataDir, 'messages.json'),
    });
    const routes: Route[] = [];
    const server = createServer((request, response) => void answer(request, response, routes));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, bind, resolve);
    });
    undo.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    const url = `http://${bind}:${portOf(server.address())}`;

    const openIn = (date: DateConstructor) =>
      openBundles(options.functionsDir, {
        env: {
          CLOUDBASE_ENV: envId,
          CLOUDBASE_API_ORIGIN: url,
          CLOUDBASE_API_KEY: keys.storageKey,
          STORAGE_BUCKET: BUCKET,
          // The demo is filled by one officer's calls, as fast as they are answered.
          CALLS_A_MINUTE: '1000000',
          DATABASE_URL: database.url,
          DATABASE_ONE_AT_A_TIME: '1',
          DATA_MASTER_KEY: masterKey,
          WECHAT_APP_ID: APP_ID,
          WECHAT_APP_SECRET: keys.wechatSecret,
          WECHAT_API_ORIGIN: `${url}/wechat`,
          WECHAT_REMINDER_TEMPLATE: cloudConfig.reminderTemplateId,
          WECHAT_EMPLOYEE_TEMPLATE: cloudConfig.employeeTemplateId ?? '',
          TICKET_KEY_ID,
          TICKET_PRIVATE_KEY: keys.ticketKeyPem,
        },
        Date: date,
        ...(options.console ? { console: options.console } : {}),
      });
    const open = () => openIn(clock.Date);
    // It is morning for the timers at any hour: the demo moves whole days.
    const openTimers = () => openIn(morningDate(clock));
    let bundles = open();
    let timers = openTimers();
    const functionNamed = (name: string) => bundles(name);
    const filesDir = path.join(dataDir, 'files');
    const sessions = openSessions({
      envId,
      secret: keys.sessionSecret,
      ticketKeyId: TICKET_KEY_ID,
      ticketKey: keys.ticketKey,
      ticketNow: clock.now,
      ...(options.accessSeconds === undefined ? {} : { accessSeconds: options.accessSeconds }),
    });
    const storage = openFileStore({
      folder: filesDir,
      bucket: BUCKET,
      apiKey: keys.storageKey,
      secret: keys.linkSecret,
      base: () => `${url}/v1/storages`,
    });
    routes.push(async (_request, response, { pathname, searchParams }) => {
      if (pathname !== '/wechat/sns/jscode2session') return false;
      sendJson(response, 200, wechat.codeToSession(searchParams));
      return true;
    });
    routes.push(async (request, response, { pathname, searchParams }) => {
      const token = searchParams.get('access_token');
      const served: Readonly<Record<string, (body: unknown) => object>> = {
        stable_token: messages.stableToken,
        msg_sec_check: (body) => messages.checkText(token, body),
        getwxacodeunlimit: (body) => messages.drawCode(token, body),
        'message/subscribe/send': (body) => messages.send(token, body),
        'message/wxopen/employeerelationmsg/send': (body) => messages.sendToEmployee(token, body),
      };
      const [, path = ''] = /^\/wechat\/(?:cgi-bin|wxa)\/(.+)$/.exec(pathname) ?? [];
      const serve = Object.hasOwn(served, path) ? served[path] : undefined;
      if (!serve) return false;
      const answer = serve(await readJson(request, MAX_WECHAT_BODY));
      // Done, and nobody hears of it: whoever asked gives up by itself.
      if (!(await messages.pause())) return true;
      if (answer instanceof Uint8Array) response.writeHead(200, { 'content-type': 'image/png' }).end(answer);
      else sendJson(response, 200, answer);
      return true;
    });
    routes.push(createGateway({ sessions, publishableKey, functionNamed, storage }));

    return {
      url,
      databaseUrl: () => database.url,
      dataDir,
      clock,
      issueCode: wechat.issueCode,
      async call(name, event, bindingId) {
        const main = functionNamed(name);
        if (!main) throw new Error(`no built function ${name}`);
        const variables = { TCB_CUSTOM_USER_ID: bindingId.replaceAll('-', '') };
        return main(event, { request_id: `seed-${name}`, environment: JSON.stringify(variables) });
      },
      messages,
      async runTimers() {
        for (const name of ['retain', 'sweep', 'send']) {
          const main = timers(name);
          if (!main) throw new Error(`no built function ${name}`);
          await main(
            { Type: 'Timer', TriggerName: name },
            { request_id: `timer-${name}`, environment: '{}' },
          );
        }
      },
      addRoute: (route) => void routes.unshift(route),
      async discardData() {
        await database.close();
        await removeLocalDatabase(dataDir);
        await rm(filesDir, { recursive: true, force: true });
        messages.clear();
        clock.setToday(DEMO_START);
        database = await openLocalDatabase(dataDir);
        bundles = open();
        timers = openTimers();
      },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: readonly Route[],
): Promise<void> {
  const host = request.headers.host ?? '';
  if (!isLocalHostHeader(host) || isForeignOrigin(request.headers.origin, host)) {
    sendJson(response, 403, { code: 'FORBIDDEN', message: 'local pages only' });
    return;
  }
  try {
    const url = new URL(request.url ?? '/', `http://${host}`);
    for (const route of routes) if (await route(request, response, url)) return;
    sendJson(response, 404, { code: 'NOT_FOUND', message: url.pathname });
  } catch (error) {
    console.error(error);
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { code: 'INTERNAL', message: 'host failed' });
  }
}
