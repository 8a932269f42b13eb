import { make } from '../dom';
import { resolveImage } from '../files';
import { previewHooks } from '../hooks';
import { openLayer } from '../sheet';
import { type Options, offer, Refusal, stringOf } from './call';

/** Toasts, dialogs and sheets of actions, over the page. */

const ICONS: Readonly<Record<string, string>> = { success: '✓', error: '×' };
const TOAST_MS = 1500;

let toast: HTMLElement | undefined;
let timer = 0;

function show(text: string, icon: Node | null, blocks: boolean): void {
  hide();
  const box = make(
    'div',
    { class: 'toast', role: 'status' },
    ...(icon ? [icon] : []),
    make('span', {}, text),
  );
  toast = make('div', { class: blocks ? 'toast-area blocking' : 'toast-area' }, box);
  document.getElementById('frame')?.append(toast);
}

function hide(): void {
  window.clearTimeout(timer);
  toast?.remove();
  toast = undefined;
}

const spinner = () => make('i', { class: 'spinner', 'aria-hidden': 'true' });

function showToast({ title, icon = 'success', image, duration = TOAST_MS, mask }: Options): void {
  if (title === undefined) throw new Refusal('parameter error: parameter.title should be String');
  const name = stringOf(icon);
  const picture =
    typeof image === 'string' && image !== ''
      ? make('img', { alt: '', src: resolveImage(image, 'app') })
      : name === 'loading'
        ? spinner()
        : ICONS[name]
          ? make('b', { 'aria-hidden': 'true' }, ICONS[name])
          : null;
  show(stringOf(title), picture, mask === true);
  timer = window.setTimeout(hide, Number(duration));
}

function showModal(options: Options): Promise<object> {
  const { title, content, showCancel = true, editable, placeholderText } = options;
  const cancel = make('button', { type: 'button' }, stringOf(options.cancelText) || '取消');
  const confirm = make(
    'button',
    { type: 'button', class: 'primary' },
    stringOf(options.confirmText) || '确定',
  );
  const field = make('input', { placeholder: stringOf(placeholderText) });
  field.value = editable === true ? stringOf(content) : '';
  if (editable === true) field.dataset.first = '';
  else confirm.dataset.first = '';
  if (stringOf(options.confirmColor)) confirm.style.color = stringOf(options.confirmColor);
  const name = stringOf(title) || stringOf(content);
  const parts = [
    ...(stringOf(title) ? [make('h2', {}, stringOf(title))] : []),
    ...(editable === true ? [field] : stringOf(content) ? [make('p', {}, stringOf(content))] : []),
    make('footer', {}, ...(showCancel === false ? [] : [cancel]), confirm),
  ];
  const dialog = make('section', { role: 'dialog', 'aria-modal': 'true', 'aria-label': name }, ...parts);
  return new Promise((resolve) => {
    // A tap beside a dialog does nothing in WeChat; Escape is the way back of Android.
    const layer = openLayer('layer-center', dialog, (from) => {
      if (from === 'key' && showCancel !== false) finish(false);
    });
    const finish = (confirmed: boolean) => {
      layer.close();
      resolve({
        confirm: confirmed,
        cancel: !confirmed,
        content: confirmed && editable === true ? field.value : null,
      });
    };
    cancel.addEventListener('click', () => finish(false));
    confirm.addEventListener('click', () => finish(true));
  });
}

/** As WeChat: "itemList should not be larger than 6". */
const MOST_ITEMS = 6;

export function showActionSheet({ itemList, itemColor, alertText }: Options): Promise<object> {
  const items = Array.isArray(itemList) ? itemList.map(String) : [];
  if (items.length === 0) throw new Refusal('parameter error: itemList should have at least one item');
  if (items.length > MOST_ITEMS) throw new Refusal(`itemList should not be larger than ${MOST_ITEMS}`);
  return new Promise((resolve, reject) => {
    const buttons = items.map((text, tapIndex) => {
      const button = make('button', { type: 'button' }, text);
      if (stringOf(itemColor)) button.style.color = stringOf(itemColor);
      button.addEventListener('click', () => {
        layer.close();
        resolve({ tapIndex });
      });
      return button;
    });
    const away = () => {
      layer.close();
      reject(new Refusal('cancel'));
    };
    const cancel = make('button', { type: 'button', class: 'cancel' }, '取消');
    cancel.addEventListener('click', away);
    const head = stringOf(alertText) ? [make('p', {}, stringOf(alertText))] : [];
    const label = stringOf(alertText) || '请选择';
    const sheet = make(
      'section',
      { role: 'dialog', 'aria-modal': 'true', 'aria-label': label, class: 'actions' },
      ...head,
      ...buttons,
      cancel,
    );
    const layer = openLayer('layer-bottom', sheet, away);
  });
}

/** One accept is one message. The answer of the person counts for all templates that were asked. */
async function requestSubscribeMessage({ tmplIds }: Options): Promise<object> {
  const ids = Array.isArray(tmplIds) ? tmplIds.map(String) : [];
  if (ids.length === 0 || ids.length > 3) throw new Refusal('tmplIds should have 1 to 3 items');
  const { confirm } = (await showModal({
    title: '想给您发送消息',
    content: `共 ${ids.length} 种提醒，各一次。`,
    confirmText: '允许',
    cancelText: '拒绝',
  })) as { confirm: boolean };
  if (confirm) await previewHooks().onSubscribe?.(ids);
  return Object.fromEntries(ids.map((id) => [id, confirm ? 'accept' : 'reject']));
}

/** The relation and its messages are agreed to in one; a browser keeps neither. */
async function bindEmployeeRelation({ tmplIds }: Options): Promise<object> {
  const ids = Array.isArray(tmplIds) ? tmplIds.map(String) : [];
  if (ids.length > 6) throw new Refusal('tmplIds should have at most 6 items');
  const { confirm } = (await showModal({
    title: '绑定用工关系',
    content: '绑定后，工作消息会发到微信的“小程序助手”。',
    confirmText: '允许',
    cancelText: '拒绝',
  })) as { confirm: boolean };
  const word = confirm ? 'accept' : 'reject';
  if (confirm) await previewHooks().onEmploy?.();
  return { bindingStatus: word, ...Object.fromEntries(ids.map((id) => [id, word])) };
}

/** The page asks; the preview keeps no calendar. */
async function addPhoneCalendar({ title, startTime }: Options): Promise<object> {
  const start = Number(startTime);
  if (stringOf(title) === '' || !Number.isInteger(start)) throw new Refusal('parameter error');
  const day = new Date((start + 8 * 3600) * 1000).toISOString().slice(0, 10);
  const { confirm } = (await showModal({
    title: '添加到手机日历',
    content: `${day} ${stringOf(title)}`,
    confirmText: '添加',
  })) as { confirm: boolean };
  if (!confirm) throw new Refusal('cancel');
  return {};
}

export const interaction = {
  bindEmployeeRelation: offer('bindEmployeeRelation', bindEmployeeRelation),
  addPhoneCalendar: offer('addPhoneCalendar', addPhoneCalendar),
  showToast: offer('showToast', showToast),
  hideToast: offer('hideToast', hide),
  showLoading: offer('showLoading', ({ title, mask }) => show(stringOf(title), spinner(), mask === true)),
  hideLoading: offer('hideLoading', hide),
  showModal: offer('showModal', showModal),
  showActionSheet: offer('showActionSheet', showActionSheet),
  requestSubscribeMessage: offer('requestSubscribeMessage', requestSubscribeMessage),
};
