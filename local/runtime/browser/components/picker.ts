import { make } from '../dom';
import { unsupported } from '../faults';
import { openSheet } from '../sheet';
import { type BuiltIn, type Control, type Data, textOf } from './define';

/**
 * The browser's own control lies over what the page shows, transparent: mouse, keyboard and screen
 * readers use it as they know it. Several columns open a sheet of such controls.
 */
export const picker: BuiltIn = {
  properties: {
    mode: { type: String, value: 'selector' },
    range: null,
    rangeKey: String,
    value: null,
    disabled: Boolean,
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    name: String,
    headerText: String,
    customItem: String,
    level: String,
  },
  slot: 'host',
  mount(control) {
    const { host } = control;
    let overlay: HTMLSelectElement | HTMLInputElement | HTMLButtonElement | null = null;
    let shown = '';
    const build = (mode: string): typeof overlay => {
      if (mode === 'selector') return selector(control);
      if (mode === 'multiSelector') return columns(control);
      if (mode === 'time' || mode === 'date') return moment(control);
      unsupported(`picker mode="${mode}"`);
      return null;
    };
    return (data) => {
      const mode = textOf(data.mode) || 'selector';
      const key = `${mode}/${textOf(data.fields)}`;
      if (key !== shown) {
        overlay?.remove();
        overlay = build(mode);
        if (overlay) {
          overlay.classList.add('wx-picker-control');
          host.append(overlay);
        }
        shown = key;
      }
      if (!overlay) return;
      overlay.disabled = data.disabled === true;
      const name = textOf(data.ariaLabel) || textOf(data.headerText) || (host.innerText ?? '').trim();
      overlay.setAttribute('aria-label', name);
      if (overlay instanceof HTMLSelectElement)
        fill(overlay, labels(data.range, data.rangeKey), Number(data.value ?? 0));
      else if (overlay instanceof HTMLInputElement) {
        overlay.value = textOf(data.value);
        const length = LENGTHS[overlay.type];
        overlay.min = textOf(data.start).slice(0, length);
        overlay.max = textOf(data.end).slice(0, length);
      }
    };
  },
};

/** Of the values that the browser's controls take: a month is '2026-09' also where days are given. */
const LENGTHS: Readonly<Record<string, number>> = { number: 4, month: 7, date: 10, time: 5 };

function selector(control: Control): HTMLSelectElement {
  const field = make('select');
  const report = () => {
    control.set({ value: field.selectedIndex });
    control.emit('change', { value: field.selectedIndex });
  };
  field.addEventListener('change', (event) => {
    event.stopPropagation();
    report();
  });
  return field;
}

function moment(control: Control): HTMLInputElement {
  const { mode, fields } = control.data;
  const type =
    mode === 'time' ? 'time' : fields === 'month' ? 'month' : fields === 'year' ? 'number' : 'date';
  const field = make('input', { type });
  // The calendar opens wherever one clicks, not only on the small sign at the end.
  field.addEventListener('click', () => {
    try {
      field.showPicker();
    } catch {
      field.focus();
    }
  });
  field.addEventListener('change', (event) => {
    event.stopPropagation();
    if (field.value === '') return;
    control.set({ value: field.value });
    control.emit('change', { value: field.value });
  });
  return field;
}

function columns(control: Control): HTMLButtonElement {
  const opener = make('button', { type: 'button' });
  opener.addEventListener('click', async (event) => {
    event.stopPropagation();
    const chosen = valuesOf(control.data);
    const body = make('div', { class: 'sheet-columns' });
    const draw = () => {
      const range = Array.isArray(control.data.range) ? control.data.range : [];
      body.replaceChildren(
        ...range.map((column: unknown, index) => {
          const field = make('select', { 'aria-label': `第 ${index + 1} 列` });
          fill(field, labels(column, control.data.rangeKey), chosen[index] ?? 0);
          field.addEventListener('change', () => {
            chosen[index] = field.selectedIndex;
            control.emit('columnchange', { column: index, value: field.selectedIndex });
            // The page may put another range into the columns behind.
            setTimeout(draw, 0);
          });
          return field;
        }),
      );
    };
    draw();
    const confirmed = await openSheet({ title: textOf(control.data.headerText) || '请选择', body });
    if (!confirmed) {
      control.emit('cancel', {});
      return;
    }
    control.set({ value: chosen });
    control.emit('change', { value: [...chosen] });
  });
  return opener;
}

const valuesOf = ({ value, range }: Readonly<Data>): number[] => {
  const count = Array.isArray(range) ? range.length : 0;
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  return Array.from({ length: count }, (_, index) => Number(given[index] ?? 0));
};

const labels = (range: unknown, key: unknown): string[] =>
  (Array.isArray(range) ? range : []).map((item: unknown) =>
    typeof item === 'object' && item !== null && typeof key === 'string' && key !== ''
      ? textOf(Reflect.get(item, key))
      : textOf(item),
  );

function fill(field: HTMLSelectElement, options: readonly string[], selected: number): void {
  const same =
    field.length === options.length && options.every((text, index) => field.options[index]?.text === text);
  if (!same) field.replaceChildren(...options.map((text) => new Option(text)));
  field.selectedIndex = selected < options.length ? selected : -1;
}
