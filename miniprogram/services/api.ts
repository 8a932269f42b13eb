import cloudbase from '@cloudbase/js-sdk/app';
import { registerAuth } from '@cloudbase/js-sdk/auth';
import { registerFunctions } from '@cloudbase/js-sdk/functions';
import type { ActionName, Input } from '#core/contract/actions';
import type { CallSeen, CertificateSeen, HelpSeen, Output, PlanSeen } from '#core/contract/outputs';
import type { Reply } from '#core/contract/reply';
import type { Role } from '#core/domain/role';
import { cloudConfig } from './config';
import { localHost, wechatCode } from './platform';
import { askForConsent } from './privacy';

/** A refusal or a fault, with a sentence that may be shown as it is. */
export class ApiError extends Error {
  constructor(
    /** `OFFLINE`: it did not arrive or nothing came back; `INTERNAL`: a fault, its id in the sentence. */
    readonly code: string,
    message: string,
    /** The input field it speaks of. */
    readonly field?: string,
    readonly requestId?: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

let activeRole: Role | undefined;

/** In which of their roles the person acts from now on; undefined: the first by weight. */
export function actAs(role: Role | undefined): void {
  activeRole = role;
}

/** The role that was chosen; undefined: the first by weight. */
export const roleInUse = (): Role | undefined => activeRole;

/**
 * Runs one action as the person on this phone. Signs in by itself when there is no session or it has
 * run out, once, and then repeats the call: ids are made before it, so that a repeat never doubles.
 *
 * @throws ApiError
 */
export async function call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
  return agreed(await ask(action, input, activeRole));
}

/**
 * The same behind a page's back: no other page opens for a consent that is missing.
 *
 * @param as the role it was begun in
 * @throws ApiError
 */
export async function callQuietly<A extends ActionName>(
  action: A,
  input: Input<A>,
  as: Role | undefined = activeRole,
): Promise<Output<A>> {
  return dataOf(await ask(action, input, as));
}

async function ask<A extends ActionName>(
  action: A,
  input: Input<A>,
  as: Role | undefined,
): Promise<Reply<Output<A>>> {
  const body = { action, input, ...(as === undefined ? {} : { as }) };
  const before = signIns;
  const first = await send<Output<A>>(functionOf(action), body);
  if (first !== 'signed-out') return first;
  // A refusal may come back after another call has signed in: a second sign-in would end that session.
  if (before === signIns) await signIn();
  const second = await send<Output<A>>(functionOf(action), body);
  if (second === 'signed-out') throw new ApiError('SIGN_IN', '登录没有成功，请退出小程序后重新进入。');
  return second;
}

/** Where the privacy guide is to be read first, this page gives way to it and waits for nothing more. */
async function agreed<T>(reply: Reply<T>): Promise<T> {
  if (!reply.ok && reply.error.code === 'CONSENT') await askForConsent();
  return dataOf(reply);
}

/**
 * Binds this phone's WeChat to the person of a 工号 or 学号, by the activation code from the office, and
 * signs in.
 *
 * @throws ApiError
 */
export async function activate(workNo: string, activationCode: string): Promise<void> {
  await openSession('session.activate', { workNo, activationCode });
}

/**
 * The same by the scene of a mini-program code from the office.
 *
 * @throws ApiError
 */
export async function acceptInvitation(scene: string): Promise<void> {
  await openSession('session.accept', { scene });
}

/**
 * A student's word on a session of help, from a phone that nobody signed in on: WeChat vouches for it.
 *
 * @throws ApiError
 */
export const answerHelp = (
  answer: 'look' | 'confirm' | 'object',
  typed: { readonly studentNo: string; readonly helpCode: string },
): Promise<HelpSeen> => callOpen(`help.${answer}`, typed);

/** A student's word on the study plan, likewise. @param typed `wish` of an objection @throws ApiError */
export const answerPlan = (
  answer: 'look' | 'agree' | 'object',
  typed: { readonly studentNo: string; readonly planCode: string; readonly wish?: string },
): Promise<PlanSeen> => callOpen(`plan.${answer}`, typed);

/** What the student adds after it, from the same phone. @throws ApiError */
export const sayHelpFeedback = (typed: {
  readonly studentNo: string;
  readonly helpful: string;
  readonly wish: string;
}): Promise<{ readonly outcome: 'kept' }> => callOpen('help.feedback', typed);

/** What a certificate says and whether it stands, by the check code on the paper. @throws ApiError */
export const checkCertificate = (checkCode: string): Promise<CertificateSeen> =>
  callOpen('certificate.check', { checkCode });

/** Calls for volunteers, with what this phone has applied with. @throws ApiError */
export const listCalls = (): Promise<readonly CallSeen[]> => callOpen('apply.calls', {});

/** @throws ApiError */
export const sendApplication = (typed: object): Promise<readonly CallSeen[]> => callOpen('apply.send', typed);

/** @throws ApiError */
export const withdrawApplication = (applicationId: string): Promise<readonly CallSeen[]> =>
  callOpen('apply.withdraw', { applicationId });

/** For anyone, without a sign-in: WeChat vouches for the phone. */
async function callOpen<T>(action: string, input: object): Promise<T> {
  const code = await freshCode();
  const reply = await send<T>('auth', { action, input: { ...input, code } });
  if (reply === 'signed-out') throw new ApiError('SIGN_IN', '这项服务没有开放，请联系系学工办。');
  return dataOf(reply);
}

const freshCode = (): Promise<string> =>
  wechatCode().catch(() => {
    throw new ApiError('OFFLINE', '没有连上微信，请检查网络后重试。');
  });

/** Forgets the session of this phone; the next call signs in anew. */
export async function signOut(): Promise<void> {
  activeRole = undefined;
  // With a parameter the SDK forgets the session even when the server cannot be told.
  await openCloud().auth.signOut({});
}

/** Imports and papers have functions of their own, with more memory and time. */
export function functionOf(action: ActionName): 'api' | 'import' | 'papers' {
  if (action.startsWith('imports.')) return 'import';
  return action.startsWith('papers.') ? 'papers' : 'api';
}

/** A little more than each function may take (cloudbaserc.json): its own refusal comes before ours; ms. */
const PATIENCE = { auth: 15_000, api: 25_000, import: 65_000, papers: 65_000 };
type FunctionName = keyof typeof PATIENCE;

type Cloud = ReturnType<typeof cloudbase.init>;
let opened: Cloud | undefined;

function openCloud(): Cloud {
  if (opened) return opened;
  registerAuth(cloudbase);
  registerFunctions(cloudbase);
  // The SDK has one limit for all functions and gives up after 15 s by itself; `within` has one for each.
  const timeout = Math.max(...Object.values(PATIENCE));
  opened = cloudbase.init({ env: cloudConfig.envId, accessKey: cloudConfig.accessKey, timeout });
  const host = localHost();
  if (host) opened.registerHost(host, 'http');
  return opened;
}

let signingIn: Promise<void> | undefined;
/** How often a session was opened. */
let signIns = 0;

/** Several calls of one page that find no session share one sign-in. */
function signIn(): Promise<void> {
  signingIn ??= openSession('session.open', {}).finally(() => {
    signingIn = undefined;
  });
  return signingIn;
}

async function openSession(action: string, input: object): Promise<void> {
  const { auth } = openCloud();
  await auth.signOut({}).catch(() => undefined);
  const code = await freshCode();
  const reply = await send<{ ticket: string }>('auth', { action, input: { ...input, code } });
  if (reply === 'signed-out') throw new ApiError('SIGN_IN', '登录服务没有开放，请联系系学工办。');
  const { ticket } = dataOf(reply);
  const { error } = await auth
    .signInWithCustomTicket(() => Promise.resolve(ticket))
    .catch((thrown: unknown) => ({ error: thrown ?? true }));
  if (error) throw new ApiError('SIGN_IN', '登录没有成功，请稍后重试。');
  signIns += 1;
}

function dataOf<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.data;
  const { code, message, field } = reply.error;
  throw new ApiError(code, message, field, reply.requestId);
}

/** Refusals of the platform itself, before a function is reached. */
const SESSION_OVER = new Set([
  'ACCESS_TOKEN_EXPIRED',
  'ACCESS_TOKEN_INVALID',
  'INVALID_ACCESS_TOKEN',
  'INVALID_CREDENTIALS',
  'UNAUTHENTICATED',
  'unauthenticated',
  'SIGN_IN',
]);

/** Rejects where a function has not answered in its time; what it does goes on, and a repeat never doubles. */
function within<T>(name: FunctionName, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`${name} did not answer in time`));
    const timer = setTimeout(late, PATIENCE[name]);
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function send<T>(name: FunctionName, body: object): Promise<Reply<T> | 'signed-out'> {
  let answer: unknown;
  try {
    // parse: the platform answers a function's JSON as it is.
    answer = await within(name, openCloud().callFunction({ name, data: body, parse: true }));
  } catch (error) {
    if (SESSION_OVER.has(codeOf(error))) return 'signed-out';
    throw new ApiError('OFFLINE', '没有连上服务器，内容没有丢。请检查网络后重试。');
  }
  const reply = replyOf<T>(answer);
  if (reply) return !reply.ok && reply.error.code === 'SIGN_IN' ? 'signed-out' : reply;
  const code = codeOf(answer);
  if (SESSION_OVER.has(code)) return 'signed-out';
  const requestId = textAt(answer, 'requestId');
  throw new ApiError('INTERNAL', `服务器没有完成这次请求（${requestId || code || '无编号'}），请稍后重试。`);
}

function replyOf<T>(answer: unknown): Reply<T> | null {
  const result = fieldAt(answer, 'result');
  return typeof fieldAt(result, 'ok') === 'boolean' ? (result as Reply<T>) : null;
}

/** The SDK throws `{code}`, `{error}` and errors whose message is JSON, as it comes. */
const codeOf = (thrown: unknown): string => textAt(thrown, 'code') || textAt(thrown, 'error');

const textAt = (value: unknown, key: string): string => {
  const field = fieldAt(value, key);
  return typeof field === 'string' ? field : '';
};

const fieldAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
