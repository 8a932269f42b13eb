import type { BuiltIn } from './define';

/** Columns that turn until a row stands in the middle. */

export const pickerView: BuiltIn = {
  properties: {
    value: null,
    indicatorStyle: String,
    indicatorClass: String,
    maskStyle: String,
    maskClass: String,
    immediateChange: Boolean,
    name: String,
  },
  slot: 'host',
  mount(control) {
    const { host } = control;
    const columnsOf = () => [...host.querySelectorAll<HTMLElement>('wx-picker-view-column')];
    host.addEventListener('wx-column', (event) => {
      event.stopPropagation();
      const value = columnsOf().map((column) => Number(column.dataset.index ?? 0));
      control.set({ value });
      control.emit('change', { value });
    });
    return (data) => {
      const value: readonly unknown[] = Array.isArray(data.value) ? data.value : [];
      setTimeout(() => {
        columnsOf().forEach((column, index) => {
          column.dispatchEvent(new CustomEvent('wx-select', { detail: Number(value[index] ?? 0) }));
        });
      }, 0);
    };
  },
};

const ROW = 44;

export const pickerViewColumn: BuiltIn = {
  properties: {},
  slot: 'host',
  mount({ host }) {
    let settled = 0;
    host.tabIndex = 0;
    host.setAttribute('role', 'listbox');
    host.style.setProperty('--row', `${ROW}px`);
    host.addEventListener('scroll', () => {
      clearTimeout(settled);
      settled = window.setTimeout(() => {
        const index = Math.round(host.scrollTop / ROW);
        if (String(index) === (host.dataset.index ?? '0')) return;
        host.dataset.index = String(index);
        host.dispatchEvent(new CustomEvent('wx-column', { bubbles: true }));
      }, 100);
    });
    host.addEventListener('wx-select', (event) => {
      const index = (event as CustomEvent<number>).detail;
      host.dataset.index = String(index);
      host.scrollTo({ top: index * ROW });
    });
    return undefined;
  },
};
