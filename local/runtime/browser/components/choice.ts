import { make } from '../dom';
import { type BuiltIn, type Data, textOf } from './define';

/** Switch, checkbox, radio and slider: real controls of the browser inside, so that keys and names work. */

export const switchControl: BuiltIn = {
  properties: {
    checked: Boolean,
    disabled: Boolean,
    name: String,
    type: { type: String, value: 'switch' },
    color: String,
  },
  mount(control) {
    const field = make('input', { type: 'checkbox', role: 'switch' });
    control.host.append(field);
    field.addEventListener('change', (event) => {
      event.stopPropagation();
      control.set({ checked: field.checked });
      control.emit('change', { value: field.checked });
    });
    return (data) => {
      field.checked = data.checked === true;
      field.disabled = data.disabled === true;
      if (textOf(data.color)) field.style.setProperty('--control-color', textOf(data.color));
    };
  },
};

const dataOf = (host: Element): Data => (host as { __wxElement?: { data?: Data } }).__wxElement?.data ?? {};

function option(kind: 'checkbox' | 'radio'): BuiltIn {
  return {
    properties: { value: String, checked: Boolean, disabled: Boolean, color: String, name: String },
    slot: 'host',
    mount(control) {
      const field = make('input', { type: kind });
      control.host.prepend(field);
      // Its text belongs to it; a label around it acts on it by itself.
      control.host.addEventListener('click', (event) => {
        if (event.target === field || field.disabled || (kind === 'radio' && field.checked)) return;
        field.checked = !field.checked;
        field.dispatchEvent(new Event('change'));
      });
      const group = () => control.host.closest<HTMLElement>(`wx-${kind}-group`);
      field.addEventListener('change', (event) => {
        event.stopPropagation();
        control.set({ checked: field.checked });
        const around = group();
        if (kind === 'radio') {
          for (const other of around?.querySelectorAll<HTMLElement>('wx-radio') ?? []) {
            if (other === control.host) continue;
            const node = (other as { __wxElement?: { setData?: (data: Data) => void } }).__wxElement;
            if (dataOf(other).checked === true) node?.setData?.({ checked: false });
          }
        }
        around?.dispatchEvent(new CustomEvent('wx-choice'));
      });
      return (data) => {
        field.checked = data.checked === true;
        field.disabled = data.disabled === true;
        if (textOf(data.color)) field.style.setProperty('--control-color', textOf(data.color));
      };
    },
  };
}

/** What a group's choices come to: one value of radios, a list of checkboxes. */
export function chosenIn(group: Element): string | string[] {
  const isRadio = group.tagName === 'WX-RADIO-GROUP';
  const values = [...group.querySelectorAll(isRadio ? 'wx-radio' : 'wx-checkbox')]
    .map(dataOf)
    .filter(({ checked }) => checked === true)
    .map(({ value }) => textOf(value));
  return isRadio ? (values[0] ?? '') : values;
}

function group(kind: 'checkbox' | 'radio'): BuiltIn {
  return {
    properties: { name: String, value: null },
    slot: 'host',
    mount(control) {
      const { host } = control;
      host.setAttribute('role', kind === 'radio' ? 'radiogroup' : 'group');
      host.addEventListener('wx-choice', (event) => {
        event.stopPropagation();
        const value = chosenIn(host);
        control.set({ value });
        control.emit('change', { value });
      });
      return undefined;
    },
  };
}

export const checkbox = option('checkbox');
export const radio = option('radio');
export const checkboxGroup = group('checkbox');
export const radioGroup = group('radio');

export const slider: BuiltIn = {
  properties: {
    min: Number,
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    value: Number,
    disabled: Boolean,
    showValue: Boolean,
    name: String,
    color: String,
    selectedColor: String,
    activeColor: String,
    backgroundColor: String,
    blockSize: Number,
    blockColor: String,
  },
  mount(control) {
    const field = make('input', { type: 'range' });
    const shown = make('output');
    control.host.append(field, shown);
    const report = (type: 'changing' | 'change') => (event: Event) => {
      event.stopPropagation();
      const value = field.valueAsNumber;
      shown.textContent = String(value);
      if (type === 'change') control.set({ value });
      control.emit(type, { value });
    };
    field.addEventListener('input', report('changing'));
    field.addEventListener('change', report('change'));
    return (data) => {
      field.min = textOf(data.min);
      field.max = textOf(data.max);
      field.step = textOf(data.step);
      field.value = textOf(data.value);
      field.disabled = data.disabled === true;
      shown.textContent = field.value;
      shown.hidden = data.showValue !== true;
    };
  },
};
