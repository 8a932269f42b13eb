import type { CodeSpace, component } from 'glass-easel-miniprogram-adapter';
import type { HostElement } from '../backend';

type Caller = component.ComponentCaller<Data, Record<never, never>, Record<never, never>, never> & {
  readonly __control?: Control;
};
export type Data = Record<string, unknown>;

/** One built-in component on a page: its host element and the way to speak to the mini-program. */
export interface Control {
  readonly host: HostElement;
  /** The element that holds the slot, where that is not the host. */
  readonly inner: HTMLElement;
  readonly data: Readonly<Data>;
  /** Sets own properties, so that `model:` follows. */
  set(data: Data): void;
  emit(type: string, detail: unknown, options?: { bubbles?: boolean; composed?: boolean }): void;
  readonly caller: Caller;
}

type PropertyType =
  | typeof String
  | typeof Number
  | typeof Boolean
  | typeof Array
  | null
  | { readonly type: typeof String | typeof Number | typeof Boolean; readonly value: unknown };

export interface BuiltIn {
  readonly properties: Readonly<Record<string, PropertyType>>;
  /** 'host': children stand in the host; 'inner': in an element inside it. */
  readonly slot?: 'host' | 'inner';
  /** Prepares the host once. @returns what to do after each change of a property */
  mount(control: Control): ((data: Readonly<Data>) => void) | undefined;
  attached?(control: Control): void;
  detached?(control: Control): void;
}

/** What every component takes. */
const COMMON = {
  hidden: Boolean,
  ariaLabel: String,
  ariaRole: String,
  ariaHidden: null,
  ariaDisabled: null,
  ariaChecked: null,
  ariaExpanded: null,
  ariaSelected: null,
  ariaLive: String,
  ariaModal: null,
  ariaLabelledby: String,
  ariaDescribedby: String,
  ariaRequired: null,
  ariaInvalid: null,
  hoverClass: String,
  hoverStopPropagation: Boolean,
  hoverStartTime: Number,
  hoverStayTime: Number,
  animation: null,
} as const satisfies Readonly<Record<string, PropertyType>>;

const INTERACTIVE = new Set(['button', 'link', 'tab', 'checkbox', 'radio', 'switch', 'option', 'combobox']);

type Slot = (name: string) => void;
type Children = (
  creating: boolean,
  text: unknown,
  element: Node_,
  branch: unknown,
  list: unknown,
  slot: Slot,
) => void;
type Node_ = (tag: string, generics: object, init: () => void, children: Children) => void;

const slotOnly: Children = (_creating, _text, _element, _branch, _list, slot) => slot('');
const TEMPLATES: Readonly<Record<'host' | 'inner' | 'none', Children>> = {
  host: slotOnly,
  inner: (_creating, _text, element) => element('view', {}, () => {}, slotOnly),
  none: () => {},
};

/** Makes the built-in component known under its tag. */
export function defineBuiltIn(space: CodeSpace, tag: string, builtIn: BuiltIn): void {
  const path = `wx/${tag}`;
  const properties = { ...COMMON, ...builtIn.properties };
  const children = TEMPLATES[builtIn.slot ?? 'none'];
  space.addComponentStaticConfig(path, { component: true, styleIsolation: 'shared' } as never);
  space.addCompiledTemplate(path, { content: (() => () => ({ C: children, B: {} })) as never });
  const updates = new WeakMap<object, (data: Readonly<Data>) => void>();
  const controls = new WeakMap<object, Control>();

  const definition = {
    properties,
    observers: {
      [Object.keys(properties).join(',')](this: Caller) {
        const control = controls.get(this);
        if (!control) return;
        applyCommon(control, this.data as Data);
        updates.get(this)?.(this.data as Data);
      },
    },
    lifetimes: {
      created(this: Caller) {
        const node = this._$;
        const host = node.getBackendElement() as unknown as HostElement;
        const caller = this;
        const control: Control = {
          host,
          get inner() {
            return (host.firstElementChild as HTMLElement | null) ?? host;
          },
          get data() {
            return caller.data as Data;
          },
          set: (data) => caller.setData(data as never),
          emit: (type, detail, { bubbles = false, composed = false } = {}) =>
            caller.triggerEvent(type, detail, { bubbles, composed }),
          caller,
        };
        controls.set(this, control);
        const update = builtIn.mount(control);
        if (update) updates.set(this, update);
      },
      attached(this: Caller) {
        const control = controls.get(this);
        if (!control) return;
        applyCommon(control, this.data as Data);
        updates.get(this)?.(this.data as Data);
        builtIn.attached?.(control);
      },
      detached(this: Caller) {
        const control = controls.get(this);
        if (control) builtIn.detached?.(control);
      },
    },
  };
  space
    .component(path)
    .definition(definition as never)
    .register();
  const components = space.getComponentSpace();
  components.setGlobalUsingComponent(tag, components.getComponentByUrl(path, ''));
}

let animateElement: (element: HTMLElement, exported: unknown) => void = () => {};

export function setAnimator(animate: typeof animateElement): void {
  animateElement = animate;
}

function applyCommon({ host }: Control, data: Data): void {
  host.toggleAttribute('hidden', data.hidden === true);
  const target =
    host.querySelector<HTMLElement>(':scope > input, :scope > textarea, :scope > select') ?? host;
  for (const [name, value] of Object.entries(data)) {
    if (!name.startsWith('aria') || name === 'ariaRole') continue;
    const attribute = `aria-${name.slice(4).toLowerCase()}`;
    // The control inside came after the host had been given it.
    if (target !== host) host.removeAttribute(attribute);
    if (value === '' || value === undefined || value === null) {
      if (target.dataset[name] === 'given') target.removeAttribute(attribute);
    } else {
      target.dataset[name] = 'given';
      target.setAttribute(attribute, String(value));
    }
  }
  const role = data.ariaRole;
  if (typeof role === 'string' && role !== '') {
    target.setAttribute('role', role);
    if (target === host && INTERACTIVE.has(role)) host.tabIndex = 0;
  }
  const hover = data.hoverClass;
  if (typeof hover === 'string' && hover !== '') host.setAttribute('hover-class', hover);
  if (data.animation) animateElement(host, data.animation);
}

export const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : String(value);

/** The form field around an element tells its form. */
export const formOf = (host: HTMLElement): HTMLElement | null => host.closest('wx-form');
