import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { drawCodePicture } from './code-picture';
import type { StandInOptions } from './stand-in';

/** A subscription message as it lies in someone's WeChat. */
export interface StandInMessage {
  readonly openid: string;
  readonly templateId: string;
  readonly page: string;
  /** The template's fields in their order. */
  readonly values: readonly string[];
  readonly at: number;
}

/** A mini-program code that was drawn: what scanning it opens. */
export interface StandInCode {
  readonly scene: string;
  readonly page: string;
}

export interface StandInMessages {
  /** `POST /cgi-bin/stable_token` */
  stableToken(body: unknown): Readonly<Record<string, unknown>>;
  /** `POST /cgi-bin/message/subscribe/send` */
  send(token: string | null, body: unknown): Readonly<Record<string, unknown>>;
  /** `POST /cgi-bin/message/wxopen/employeerelationmsg/send` */
  sendToEmployee(token: string | null, body: unknown): Readonly<Record<string, unknown>>;
  /** `POST /wxa/msg_sec_check`: 【违规】 and 【待核】 in a text are what it looks for. */
  checkText(token: string | null, body: unknown): Readonly<Record<string, unknown>>;
  /** `POST /wxa/getwxacodeunlimit`. @returns a picture, or a refusal */
  drawCode(token: string | null, body: unknown): Uint8Array | Readonly<Record<string, unknown>>;
  /** Mini-program codes, newest first. */
  codes(): readonly StandInCode[];
  /** What accepting in `wx.bindEmployeeRelation` does, and ending it in WeChat's own assistant. */
  employ(openid: string, isEmployed: boolean): void;
  /** What accepting once in `wx.requestSubscribeMessage` does. */
  accept(openid: string, templateId: string): void;
  /** Newest first. */
  list(): readonly StandInMessage[];
  /** The next messages are answered with this code, whatever they are; null: as they deserve. */
  answerWith(code: number | null): void;
  /** The next requests are done at once and answered after so many milliseconds, or never; 0: at once. */
  answerAfter(wait: number | 'never'): void;
  /** Between what was done and its answer. @returns false: there will be none */
  pause(): Promise<boolean>;
  clear(): void;
}

export interface StandInMessagesOptions extends StandInOptions {
  readonly templateIds: readonly string[];
  /** null: the account does not have the employee relation. */
  readonly employeeTemplateId?: string | null;
  /** Where credits and messages outlive the process. */
  readonly file?: string;
}

const TOKEN_SECONDS = 7200;
const MOST_KEPT = 100;
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const VERSIONS: readonly unknown[] = ['release', 'trial', 'develop'];
/** What each kind of field holds at most. */
const LONGEST: Readonly<Record<string, number>> = {
  thing: 20,
  date: 20,
  time: 20,
  number: 32,
  name: 10,
  phrase: 5,
};

interface Kept {
  employees?: string[];
  credits: Record<string, number>;
  messages: StandInMessage[];
  codes?: StandInCode[];
}

/** WeChat's server as far as subscription messages go: one accept is one message, tokens run out. */
export function openStandInMessages(options: StandInMessagesOptions): StandInMessages {
  const { appId, appSecret, templateIds, file, now = Date.now } = options;
  let kept = read(file);
  let token: { readonly text: string; readonly until: number } | null = null;
  let forcedCode: number | null = null;
  let wait: number | 'never' = 0;
  const keep = () => {
    if (file !== undefined) writeFileSync(file, JSON.stringify(kept));
  };
  const refuse = (errcode: number, errmsg: string) => ({ errcode, errmsg });
  const keyOf = (openid: string, templateId: string) => `${openid} ${templateId}`;

  const refusalOf = (given: string | null) => {
    if (given === null || given === '') return refuse(41001, 'access_token missing');
    if (token === null || given !== token.text) return refuse(40001, 'invalid credential');
    if (token.until <= now()) return refuse(42001, 'access_token expired');
    return forcedCode === null ? null : refuse(forcedCode, 'as asked for');
  };
  const deliver = ({
    values,
    ...message
  }: Omit<StandInMessage, 'values' | 'at'> & { readonly values: readonly Value[] }) => {
    const texts = values.map(({ value }) => String(value));
    kept.messages = [{ ...message, values: texts, at: now() }, ...kept.messages].slice(0, MOST_KEPT);
    keep();
  };

  return {
    stableToken(body) {
      const asked = Object(body) as Readonly<Record<string, unknown>>;
      if (asked.grant_type !== 'client_credential') return refuse(40002, 'invalid grant_type');
      if (asked.appid !== appId) return refuse(40013, 'invalid appid');
      if (asked.secret !== appSecret) return refuse(40125, 'invalid appsecret');
      if (token === null || token.until <= now() || asked.force_refresh === true) {
        token = { text: randomBytes(32).toString('hex'), until: now() + TOKEN_SECONDS * 1000 };
      }
      return { access_token: token.text, expires_in: Math.floor((token.until - now()) / 1000) };
    },
    sendToEmployee(given, body) {
      const refused = refusalOf(given);
      if (refused) return refused;
      const { touser, template_id, page, data } = Object(body) as Readonly<Record<string, unknown>>;
      if (typeof touser !== 'string' || touser === '') return refuse(40257, 'decode touser error');
      const values = valuesOf(dataWithin(data));
      const isKnown = typeof template_id === 'string' && template_id === options.employeeTemplateId;
      if (!isKnown || typeof page !== 'string' || values.length === 0 || !values.every(isGood)) {
        return refuse(40097, 'invalid args');
      }
      if (!kept.employees?.includes(touser)) return refuse(40256, 'invalid employee relation');
      deliver({ openid: touser, templateId: template_id, page, values });
      return { errcode: 0, errmsg: 'ok' };
    },
    checkText(given, body) {
      const refused = refusalOf(given);
      if (refused) return refused;
      const { version, scene, openid, content } = Object(body) as Readonly<Record<string, unknown>>;
      if (typeof openid !== 'string' || openid === '') return refuse(40003, 'invalid openid');
      if (scene !== 1 && scene !== 2 && scene !== 3 && scene !== 4) return refuse(40129, 'invalid scene');
      if (typeof content !== 'string' || content === '') return refuse(44002, 'empty post data');
      if (version !== 2 || content.length > 2500) return refuse(47001, 'data format error');
      const suggest = content.includes('【违规】')
        ? 'risky'
        : content.includes('【待核】')
          ? 'review'
          : 'pass';
      const label = suggest === 'pass' ? 100 : 20006;
      return { errcode: 0, errmsg: 'ok', result: { suggest, label }, detail: [], trace_id: 'local' };
    },
    drawCode(given, body) {
      const refused = refusalOf(given);
      if (refused) return refused;
      const asked = Object(body) as Readonly<Record<string, unknown>>;
      const { scene, page, env_version: version, width = 430 } = asked;
      if (typeof scene !== 'string' || scene === '' || scene.length > 32) {
        return refuse(40169, 'invalid length for scene, or the data is not json string');
      }
      if (!SCENE.test(scene)) return refuse(40129, 'invalid scene');
      if (typeof page !== 'string' || !/^[\w-]+(\/[\w-]+)+$/.test(page)) return refuse(41030, 'invalid page');
      if (!VERSIONS.includes(version) || !(Number(width) >= 280 && Number(width) <= 1280)) {
        return refuse(40097, 'invalid args');
      }
      kept.codes = [{ scene, page }, ...(kept.codes ?? [])].slice(0, MOST_KEPT);
      keep();
      return drawCodePicture(scene, Number(width));
    },
    codes: () => kept.codes ?? [],
    employ(openid, isEmployed) {
      const others = (kept.employees ?? []).filter((one) => one !== openid);
      kept.employees = isEmployed ? [...others, openid] : others;
      keep();
    },
    send(given, body) {
      const refused = refusalOf(given);
      if (refused) return refused;
      const { touser, template_id, page, data } = Object(body) as Readonly<Record<string, unknown>>;
      if (typeof touser !== 'string' || touser === '') return refuse(40003, 'invalid openid');
      if (typeof template_id !== 'string' || !templateIds.includes(template_id)) {
        return refuse(40037, 'invalid template_id');
      }
      const values = valuesOf(data);
      if (values.length === 0 || !values.every(isGood)) return refuse(47003, 'argument invalid');
      const key = keyOf(touser, template_id);
      const credits = kept.credits[key] ?? 0;
      if (credits === 0) return refuse(43101, 'user refuse to accept the msg');
      kept.credits[key] = credits - 1;
      deliver({
        openid: touser,
        templateId: template_id,
        page: typeof page === 'string' ? page : '',
        values,
      });
      return { errcode: 0, errmsg: 'ok', msgid: Date.now() };
    },
    accept(openid, templateId) {
      const key = keyOf(openid, templateId);
      kept.credits[key] = (kept.credits[key] ?? 0) + 1;
      keep();
    },
    list: () => kept.messages,
    answerWith(code) {
      forcedCode = code;
    },
    answerAfter(given) {
      wait = given;
    },
    async pause() {
      if (wait === 'never') return false;
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait as number));
      return true;
    },
    clear() {
      kept = { credits: {}, messages: [] };
      token = null;
      keep();
    },
  };
}

interface Value {
  readonly field: string;
  readonly value: unknown;
}

const valuesOf = (data: unknown): readonly Value[] =>
  Object.entries(Object(data) as Readonly<Record<string, unknown>>).map(([field, held]) => ({
    field,
    value: (Object(held) as { value?: unknown }).value,
  }));

/** The employee's message brings its fields as JSON within JSON. */
function dataWithin(text: unknown): unknown {
  try {
    return (Object(JSON.parse(String(text))) as { data?: unknown }).data;
  } catch {
    return null;
  }
}

function isGood({ field, value }: Value): boolean {
  const longest = LONGEST[field.replace(/\d+$/, '')];
  return (
    typeof value === 'string' && longest !== undefined && value.length <= longest && /^\S.*$/.test(value)
  );
}

function read(file: string | undefined): Kept {
  try {
    return JSON.parse(readFileSync(file ?? '', 'utf8')) as Kept;
  } catch {
    return { credits: {}, messages: [] };
  }
}
