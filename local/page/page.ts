import { ROLE_LABELS } from '#core/domain/labels';
import type { Role } from '#core/domain/role';
import type { PreviewHooks } from '../runtime/browser/hooks';
import { chooseFile, showDocument } from './dialogs';
import { byId, el, getJson, postJson } from './dom';
import { switchPhone } from './phone-storage';
import type { DemoPerson, DemoState } from './state';
import { STEPS, type Step } from './steps';

declare global {
  interface Window {
    /** The runtime in the frame asks the page around it, which is the phone's WeChat. */
    __preview?: PreviewHooks;
  }
}

const ROLE_ORDER: readonly Role[] = ['office', 'leader', 'adviser', 'counselor', 'teacher', 'volunteer'];
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const KEPT = 'demo:';
const MOST_MESSAGES = 8;

const app = byId('app', HTMLIFrameElement);
let state: DemoState;
let person: DemoPerson;

const kept = (key: string): string | null => localStorage.getItem(KEPT + key);
const keep = (key: string, value: string): void => localStorage.setItem(KEPT + key, value);

function openApp(page?: string): void {
  const hash = page ? `#${page}` : '';
  // The same address with another hash would not load again.
  app.src = `/app/?person=${encodeURIComponent(person.workNo)}&at=${Date.now()}${hash}`;
}

function become(next: DemoPerson, page?: string): void {
  // What is on the phone now is whoever any window of this browser put there last.
  switchPhone(kept('person') ?? person.workNo, next.workNo);
  person = next;
  keep('person', next.workNo);
  render();
  openApp(page);
}

function render(): void {
  const roles = person.roles.map((role) => ROLE_LABELS[role]).join('、');
  byId('who').textContent = [person.name, roles, person.scope].filter(Boolean).join(' · ');
  for (const button of document.querySelectorAll<HTMLElement>('[data-work-no]')) {
    button.setAttribute('aria-pressed', String(button.dataset.workNo === person.workNo));
  }
  byId('day', HTMLInputElement).value = state.today;
  byId('weekday').textContent = `星期${WEEKDAYS[new Date(`${state.today}T00:00:00`).getDay()]}`;
}

function listPeople(): void {
  byId('people').replaceChildren(
    ...[...ROLE_ORDER, undefined].flatMap((role) => {
      const people = state.people.filter(({ roles }) => roles[0] === role);
      if (people.length === 0) return [];
      const title = el('h3', { text: role === undefined ? '没有账号的学生' : ROLE_LABELS[role] });
      const buttons = people.map((one) => {
        const others = one.roles.slice(1).map((other) => ROLE_LABELS[other]);
        const scope = [one.scope, ...others.map((label) => `兼${label}`)].filter(Boolean).join(' · ');
        const button = el('button', { text: one.name }, el('small', { text: scope }));
        button.type = 'button';
        button.dataset.workNo = one.workNo;
        button.addEventListener('click', () => {
          become(one);
          document.body.removeAttribute('data-panel');
        });
        return button;
      });
      return [el('div', {}, title, ...buttons)];
    }),
  );
}

function personFor({ role, scope }: Step): DemoPerson | undefined {
  const able = state.people.filter(({ roles }) => roles.includes(role));
  const isCurrent = able.includes(person) && (scope === undefined || person.scope === scope);
  return isCurrent ? person : (able.find((one) => one.scope === scope) ?? able[0]);
}

function listSteps(): void {
  const done = new Set((kept('done') ?? '').split(',').filter(Boolean));
  byId('steps').replaceChildren(
    ...STEPS.map((step, index) => {
      const key = String(index + 1);
      const open = el('button', {}, el('strong', { text: step.title }), el('span', { text: step.detail }));
      open.type = 'button';
      open.addEventListener('click', () => {
        const next = personFor(step);
        if (next) become(next, step.page);
        document.body.removeAttribute('data-panel');
      });
      const box = el('input', {});
      box.type = 'checkbox';
      box.checked = done.has(key);
      box.setAttribute('aria-label', `第${key}步已完成`);
      const item = el('li', {}, open, el('label', {}, box));
      item.toggleAttribute('data-done', box.checked);
      box.addEventListener('change', () => {
        if (box.checked) done.add(key);
        else done.delete(key);
        item.toggleAttribute('data-done', box.checked);
        keep('done', [...done].join(','));
      });
      return item;
    }),
  );
}

function listSamples(): void {
  byId('samples').replaceChildren(
    ...state.samples.map(({ name, note }) => {
      const link = el('a', {}, el('strong', { text: name }), el('small', { text: note }));
      link.href = `/demo/samples/${encodeURIComponent(name)}`;
      return el('li', {}, link);
    }),
  );
}

/** What lies in everyone's WeChat; a tap opens it as on that person's phone. */
function listMessages(): void {
  const list = byId('messages');
  if (state.messages.length === 0) {
    list.replaceChildren(el('li', { text: '还没有提醒发出。' }));
    return;
  }
  list.replaceChildren(
    ...state.messages.slice(0, MOST_MESSAGES).map(({ workNo, text, day, page }) => {
      const to = state.people.find((one) => one.workNo === workNo);
      const open = el(
        'button',
        {},
        el('strong', { text }),
        el('small', { text: `${to?.name ?? workNo} · ${day}` }),
      );
      open.type = 'button';
      open.addEventListener('click', () => {
        if (to) become(to, `/${page}`);
        document.body.removeAttribute('data-panel');
      });
      return el('li', {}, open);
    }),
  );
}

/** The newest mini-program code, as WeChat's scanner on this person's phone reads it. */
function wireScan(): void {
  const button = byId('scan', HTMLButtonElement);
  const note = byId('scan-note');
  button.addEventListener('click', async () => {
    state = await getJson<DemoState>('/demo/state');
    const [code] = state.codes;
    note.textContent =
      code === undefined
        ? '还没有小程序码。先以系学工办的身份在“人员与开通”里给一个人小程序码。'
        : `${person.name}的微信扫了最新的小程序码。`;
    if (!code) return;
    openApp(`/${code.page}?scene=${encodeURIComponent(code.scene)}`);
    document.body.removeAttribute('data-panel');
  });
}

function wireTimers(): void {
  const button = byId('timers', HTMLButtonElement);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      state = await postJson<DemoState>('/demo/timers', {});
      listMessages();
      app.contentWindow?.location.reload();
    } finally {
      button.disabled = false;
    }
  });
}

async function moveTo(day: string): Promise<void> {
  state = await postJson<DemoState>('/demo/today', { day });
  render();
  listMessages();
  app.contentWindow?.location.reload();
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function wireToday(): void {
  const input = byId('day', HTMLInputElement);
  input.addEventListener('change', () => input.validity.valid && input.value && void moveTo(input.value));
  byId('today').addEventListener('submit', (event) => event.preventDefault());
  for (const button of document.querySelectorAll<HTMLElement>('[data-add]')) {
    button.addEventListener('click', () => void moveTo(addDays(state.today, Number(button.dataset.add))));
  }
  document.querySelector('[data-start]')?.addEventListener('click', () => void moveTo(state.start));
}

/** The frame's own `prefers-color-scheme` follows the colour scheme of the frame's element. */
function wireLook(): void {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const set = (kind: 'theme' | 'size', value: string) => {
    document.documentElement.dataset[kind] = value;
    if (kind === 'theme') app.style.colorScheme = value;
    for (const button of document.querySelectorAll<HTMLElement>(`[data-${kind}]`)) {
      if (button === document.documentElement) continue;
      button.setAttribute('aria-pressed', String(button.dataset[kind] === value));
    }
  };
  set('theme', kept('theme') ?? (isDark ? 'dark' : 'light'));
  set('size', kept('size') ?? 'standard');
  for (const kind of ['theme', 'size'] as const) {
    for (const button of document.querySelectorAll<HTMLElement>(`button[data-${kind}]`)) {
      button.addEventListener('click', () => {
        const value = button.dataset[kind] ?? '';
        keep(kind, value);
        set(kind, value);
        if (kind === 'size') app.contentWindow?.location.reload();
      });
    }
  }
}

function wireReset(): void {
  const button = byId('reset', HTMLButtonElement);
  const note = byId('reset-note');
  button.addEventListener('click', async () => {
    if (!confirm('清空导入、认定和谈话记录，回到最初？')) return;
    button.disabled = true;
    note.textContent = '正在重新准备，约十秒……';
    try {
      await postJson('/demo/reset', {});
      localStorage.clear();
      location.reload();
    } catch {
      note.textContent = '没有成功。请停下来，运行 npm run reset 再启动。';
      button.disabled = false;
    }
  });
}

function wirePanel(): void {
  const button = byId('panel');
  button.addEventListener('click', () => {
    const isOpen = document.body.toggleAttribute('data-panel');
    button.setAttribute('aria-expanded', String(isOpen));
    button.textContent = isOpen ? '返回' : '演示';
  });
}

window.__preview = {
  login: async () => (await postJson<{ code: string }>('/demo/login', { workNo: person.workNo })).code,
  pickFiles: ({ extensions }) => chooseFile(state.samples, extensions),
  openDocument: showDocument,
  onSubscribe: async (templateIds) => {
    await postJson('/demo/subscribe', { workNo: person.workNo, templateIds });
  },
  onEmploy: async () => {
    await postJson('/demo/employ', { workNo: person.workNo });
  },
};

async function start(): Promise<void> {
  state = await getJson<DemoState>('/demo/state');
  const first = state.people.find(({ roles }) => roles.includes('office')) ?? state.people[0];
  const current = state.people.find(({ workNo }) => workNo === kept('person')) ?? first;
  if (!current) throw new Error('nobody to be');
  person = current;
  keep('person', person.workNo);
  listPeople();
  listSteps();
  listSamples();
  listMessages();
  wireScan();
  wireTimers();
  wireToday();
  wireLook();
  wireReset();
  wirePanel();
  render();
  openApp();
}

/** Two windows are one browser with one phone: the other one's change of person is followed. */
window.addEventListener('storage', ({ key, newValue }) => {
  const next = key === `${KEPT}person` ? state?.people.find(({ workNo }) => workNo === newValue) : undefined;
  if (!next || next === person) return;
  person = next;
  render();
  openApp();
});

void start();
