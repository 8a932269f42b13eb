import { translateUnits } from '../../units';
import { make } from '../dom';
import { scopedClasses } from '../hover';
import { type BuiltIn, type Control, type Data, textOf } from './define';

const COMMON = {
  value: String,
  name: String,
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  cursor: { type: Number, value: -1 },
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  cursorSpacing: null,
  cursorColor: String,
  adjustPosition: Boolean,
  holdKeyboard: Boolean,
  confirmType: String,
  confirmHold: Boolean,
} as const;

const INPUT_MODES: Readonly<Record<string, string>> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

export const input: BuiltIn = {
  properties: {
    ...COMMON,
    type: { type: String, value: 'text' },
    password: Boolean,
    alwaysEmbed: Boolean,
    safePasswordCertPath: String,
    safePasswordLength: Number,
    safePasswordTimeStamp: Number,
    safePasswordNonce: String,
    safePasswordSalt: String,
    safePasswordCustomHash: String,
  },
  mount: (control) => mountField(control, make('input')),
};

export const textarea: BuiltIn = {
  properties: {
    ...COMMON,
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: Boolean,
    disableDefaultPadding: Boolean,
    adjustKeyboardTo: String,
  },
  mount: (control) => mountField(control, make('textarea', { rows: '1' })),
};

/** Of what a style's height holds besides the text; px. */
function frameHeight(host: HTMLElement): number {
  const style = getComputedStyle(host);
  if (style.boxSizing !== 'border-box') return 0;
  const sides = [style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth];
  return sides.reduce((sum, side) => sum + (Number.parseFloat(side) || 0), 0);
}

function mountField(control: Control, field: HTMLInputElement | HTMLTextAreaElement) {
  const { host } = control;
  const placeholder = make('div', { class: 'wx-placeholder', 'aria-hidden': 'true' });
  const state = { wanted: false, lines: 0 };
  host.append(placeholder, field);

  const detail = () => ({ value: field.value, cursor: field.selectionStart ?? field.value.length });
  const showPlaceholder = () => {
    placeholder.hidden = field.value !== '';
  };
  const fitHeight = () => {
    if (!(field instanceof HTMLTextAreaElement)) return;
    if (control.data.autoHeight === true) {
      field.style.height = 'auto';
      host.style.height = `${field.scrollHeight + frameHeight(host)}px`;
      field.style.height = '100%';
    }
    const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
    const lines = Math.max(1, Math.round(field.scrollHeight / lineHeight));
    if (lines === state.lines) return;
    state.lines = lines;
    const height = field.scrollHeight;
    control.emit('linechange', { height, heightRpx: (height * 750) / innerWidth, lineCount: lines });
  };

  field.addEventListener('input', (event) => {
    event.stopPropagation();
    showPlaceholder();
    control.set({ value: field.value });
    control.emit('input', { ...detail(), keyCode: 0 });
    fitHeight();
  });
  field.addEventListener('focus', () => {
    control.emit('focus', { value: field.value, height: 0 });
  });
  field.addEventListener('blur', () => {
    control.emit('blur', detail());
  });
  field.addEventListener('keydown', (event: Event) => {
    const { key, isComposing } = event as KeyboardEvent;
    if (key !== 'Enter' || isComposing) return;
    const type = textOf(control.data.confirmType);
    if (field instanceof HTMLTextAreaElement && (type === '' || type === 'return')) return;
    event.preventDefault();
    control.emit('confirm', { value: field.value });
    if (control.data.confirmHold !== true) field.blur();
  });

  return (data: Readonly<Data>) => {
    const value = textOf(data.value);
    if (field.value !== value) field.value = value;
    showPlaceholder();
    field.placeholder = textOf(data.placeholder);
    placeholder.textContent = textOf(data.placeholder);
    placeholder.style.cssText = translateUnits(textOf(data.placeholderStyle));
    const node = host.__wxElement;
    const classes = node ? scopedClasses(node, textOf(data.placeholderClass)) : [];
    placeholder.className = ['wx-placeholder', ...classes].join(' ');
    field.disabled = data.disabled === true;
    const limit = Number(data.maxlength);
    if (limit >= 0) field.maxLength = limit;
    else field.removeAttribute('maxlength');
    field.enterKeyHint = textOf(data.confirmType) || '';
    if (field instanceof HTMLInputElement) {
      field.type = data.password === true || data.type === 'safe-password' ? 'password' : 'text';
      field.inputMode = INPUT_MODES[textOf(data.type)] ?? 'text';
    }
    const wanted = data.focus === true || data.autoFocus === true;
    // Only when it comes to be wanted: a person who has left the field is not called back.
    // The field may only now be on its way into the page.
    if (wanted && !state.wanted) setTimeout(() => field.focus(), 0);
    else if (!wanted && state.wanted) field.blur();
    state.wanted = wanted;
    const start = Number(data.selectionStart);
    const end = Number(data.selectionEnd);
    if (start >= 0 && end >= 0 && document.activeElement === field) field.setSelectionRange(start, end);
    fitHeight();
  };
}
