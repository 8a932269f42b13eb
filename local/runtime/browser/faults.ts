import { errorOf, make } from './dom';
import { type Fault, previewHooks } from './hooks';

const faults: Fault[] = [];
const reported = new WeakSet<object>();
const said = new Set<string>();
let listener: ((message: string) => void) | undefined;

export const allFaults = (): readonly Fault[] => faults;

/** The app's own `onError`. */
export function onFault(report: (message: string) => void): void {
  listener = report;
}

/** What has been reported where it arose does not come again, e.g. as a rejection of what follows. */
export function markReported(thrown: unknown): void {
  if (typeof thrown === 'object' && thrown !== null) reported.add(thrown);
}

/** Shows a red panel, writes to the console and tells the page around. */
export function reportFault(thrown: unknown, where = ''): void {
  if (typeof thrown === 'object' && thrown !== null && reported.has(thrown)) return;
  markReported(thrown);
  const error = errorOf(thrown);
  const stack = error.stack ?? '';
  const place = /\(?((?:miniprogram\/)[^\s()]+:\d+:\d+)\)?/.exec(stack)?.[1];
  const fault: Fault = { message: error.message, where: [where, place].filter(Boolean).join(' '), stack };
  faults.push(fault);
  console.error(`[${fault.where || 'runtime'}]`, error);
  previewHooks().onFault?.(fault);
  showPanel(fault);
  try {
    listener?.(`${fault.message}\n${stack}`);
  } catch (second) {
    console.error(second);
  }
}

/** Reports, by name, what this runtime lacks. @returns to be thrown */
export function unsupported(what: string, where = ''): Error {
  const error = new Error(`${what} 未在本地运行环境中实现`);
  reportFault(error, where);
  return error;
}

/** Said once for each text. */
export function warnOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(message);
}

export function listenForFaults(): void {
  window.addEventListener('error', (event) => {
    if (event.message.startsWith('ResizeObserver loop')) return;
    reportFault(event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    reportFault(event.reason, '未处理的 Promise 拒绝');
  });
}

function showPanel({ message, where }: Fault): void {
  const present = document.getElementById('fault-list');
  const list = present ?? make('ol', { id: 'fault-list' });
  if (!present) {
    const close = make('button', { type: 'button', 'aria-label': '关闭错误' }, '×');
    const panel = make('aside', { id: 'fault-panel', role: 'alert' }, close, list);
    close.addEventListener('click', () => panel.remove());
    document.body.append(panel);
  }
  list.prepend(make('li', {}, make('b', {}, message), make('small', {}, where)));
}
