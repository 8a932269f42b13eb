import { make } from './dom';

/** A dialog over the page: focus goes in, Escape closes, focus goes back. */

interface Layer {
  readonly close: () => void;
}

/** @param onEscape what a press of Escape ('key') or a tap beside the content ('beside') does */
export function openLayer(
  className: string,
  content: HTMLElement,
  onEscape: (from: 'key' | 'beside') => void,
): Layer {
  const before = document.activeElement;
  const layer = make('div', { class: `layer ${className}` }, content);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onEscape('key');
      return;
    }
    if (event.key !== 'Tab') return;
    const stops = [
      ...content.querySelectorAll<HTMLElement>('button, select, input, textarea, [tabindex="0"]'),
    ];
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  };
  layer.addEventListener('keydown', onKey);
  layer.addEventListener('click', (event) => {
    if (event.target === layer) onEscape('beside');
  });
  document.getElementById('frame')?.append(layer);
  const first = content.querySelector<HTMLElement>('[data-first]');
  (first ?? content.querySelector<HTMLElement>('button, select, input, textarea'))?.focus();
  return {
    close() {
      layer.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
  };
}

/** A sheet from below with 取消 and 确定. */
export function openSheet({ title, body }: { title: string; body: HTMLElement }): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = make('button', { type: 'button' }, '取消');
    const confirm = make('button', { type: 'button', class: 'primary' }, '确定');
    const head = make('header', {}, cancel, make('strong', {}, title), confirm);
    const sheet = make('section', { role: 'dialog', 'aria-modal': 'true', 'aria-label': title }, head, body);
    const layer = openLayer('layer-bottom', sheet, () => finish(false));
    const finish = (confirmed: boolean) => {
      layer.close();
      resolve(confirmed);
    };
    cancel.addEventListener('click', () => finish(false));
    confirm.addEventListener('click', () => finish(true));
  });
}
