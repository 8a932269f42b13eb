import type { HostElement } from '../backend';
import { unsupported } from '../faults';
import { chosenIn } from './choice';
import { type BuiltIn, type Control, type Data, formOf, textOf } from './define';

/** Forms and the buttons and labels that act on them. */

const forms = new WeakMap<HTMLElement, (type: 'submit' | 'reset') => void>();
let share: (target: HTMLElement) => void = () => {};

/** What a button with open-type="share" does. */
export function onShareButton(run: typeof share): void {
  share = run;
}

/** WeChat's own services behind a button. */
const REFUSED_OPEN_TYPES = new Set([
  'contact',
  'getPhoneNumber',
  'getRealtimePhoneNumber',
  'launchApp',
  'openSetting',
  'feedback',
  'chooseAvatar',
  'getUserInfo',
]);

export const button: BuiltIn = {
  properties: {
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    openType: String,
    name: String,
    lang: String,
    sessionFrom: String,
    sendMessageTitle: String,
    sendMessagePath: String,
    sendMessageImg: String,
    appParameter: String,
    showMessageCard: Boolean,
    phoneNumberNoQuotaToast: Boolean,
    createliveactivity: null,
  },
  slot: 'host',
  mount({ host, data }) {
    host.setAttribute('role', 'button');
    host.tabIndex = 0;
    host.addEventListener('click', () => {
      const { disabled, formType, openType } = (host.__wxElement as unknown as { data: Data }).data;
      if (disabled === true) return;
      if (openType === 'share') share(host);
      else if (REFUSED_OPEN_TYPES.has(textOf(openType))) {
        unsupported(`button open-type="${textOf(openType)}"`);
      }
      if (formType === 'submit' || formType === 'reset') {
        const form = formOf(host);
        if (form) forms.get(form)?.(formType);
      }
    });
    void data;
    return (now) => {
      host.setAttribute('type', textOf(now.type) || 'default');
      host.setAttribute('size', textOf(now.size) || 'default');
      host.toggleAttribute('plain', now.plain === true);
      host.toggleAttribute('disabled', now.disabled === true);
      host.toggleAttribute('loading', now.loading === true);
      if (now.disabled === true) host.setAttribute('aria-disabled', 'true');
      else if (textOf(now.ariaDisabled) === '') host.removeAttribute('aria-disabled');
      host.tabIndex = now.disabled === true ? -1 : 0;
    };
  },
};

/** Names of the properties that hold a field's value. */
const VALUE_OF: Readonly<Record<string, string>> = { 'WX-SWITCH': 'checked' };

export const form: BuiltIn = {
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
  slot: 'host',
  mount(control) {
    forms.set(control.host, (type) => {
      const fields = [...control.host.querySelectorAll<HostElement>('*')].flatMap((element) => {
        const data = (element.__wxElement as unknown as { data?: Data } | undefined)?.data;
        const name = data?.name;
        const key = VALUE_OF[element.tagName] ?? 'value';
        const inGroup = element.tagName === 'WX-CHECKBOX' || element.tagName === 'WX-RADIO';
        if (typeof name !== 'string' || name === '' || !data || !(key in data) || inGroup) return [];
        if (element.tagName === 'WX-BUTTON') return [];
        return [{ name, value: isGroup(element) ? chosenIn(element) : data[key], element }];
      });
      if (type === 'submit') {
        control.emit('submit', { value: Object.fromEntries(fields.map(({ name, value }) => [name, value])) });
        return;
      }
      for (const { element } of fields) {
        const node = element.__wxElement as unknown as { setData?: (data: Data) => void };
        if (element.tagName === 'WX-SWITCH') node.setData?.({ checked: false });
        else if (isGroup(element)) clearChoices(element);
        else if (['WX-INPUT', 'WX-TEXTAREA'].includes(element.tagName)) node.setData?.({ value: '' });
      }
      control.emit('reset', {});
    });
    return undefined;
  },
};

const isGroup = ({ tagName }: Element) => tagName === 'WX-CHECKBOX-GROUP' || tagName === 'WX-RADIO-GROUP';

function clearChoices(group: HostElement): void {
  const choices = [...group.querySelectorAll<HostElement>('wx-checkbox, wx-radio')];
  for (const choice of choices) {
    const node = choice.__wxElement as unknown as { setData(data: Data): void };
    node.setData({ checked: false });
  }
}

const CONTROLS = 'wx-button, wx-checkbox, wx-radio, wx-switch, wx-input, wx-textarea, wx-picker, wx-slider';

export const label: BuiltIn = {
  properties: { for: String },
  slot: 'host',
  mount(control) {
    const { host } = control;
    host.addEventListener('click', (event) => {
      if (!(event.target instanceof Element)) return;
      const target = targetOf(control);
      // A tap on the control itself is already its own.
      const own = event.target.closest(CONTROLS);
      if (!target || (own && host.contains(own))) return;
      const field = target.querySelector<HTMLElement>('input, textarea, select');
      if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) field.click();
      else if (field) field.focus();
      else target.click();
    });
    return undefined;
  },
};

function targetOf({ host, data, caller }: Control): HTMLElement | null {
  const id = textOf(data.for);
  if (id === '') return host.querySelector<HTMLElement>(CONTROLS);
  const found = caller._$.ownerShadowRoot?.getElementById(id);
  return (found?.getBackendElement() as unknown as HTMLElement | null | undefined) ?? null;
}
