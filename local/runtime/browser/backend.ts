import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { BUILT_IN_TAGS } from '../built-in-tags';
import { translateUnits } from '../units';
import { keepAnimated } from './animation';
import { reportFault } from './faults';

/** A DOM element that belongs to a node of the mini-program. */
export interface HostElement extends HTMLElement {
  __wxElement?: glassEasel.Element;
}

export interface DispatchOptions {
  readonly bubbles: boolean;
  readonly composed: boolean;
  readonly extraFields?: { [key: string]: unknown };
  readonly originalEvent?: Event;
}

const BUILT_IN = new Set<string>(BUILT_IN_TAGS);
/** Roles that a person acts on: reachable by keyboard. */
const INTERACTIVE = new Set([
  'button',
  'link',
  'tab',
  'checkbox',
  'radio',
  'switch',
  'option',
  'menuitem',
  'menuitemradio',
  'combobox',
]);

/** A page's own area: a web view of its own in WeChat, so its top left corner is 0, 0. */
export function pageArea(): DOMRect {
  return (document.getElementById('pages') ?? document.body).getBoundingClientRect();
}

type Dispatch = Parameters<glassEasel.CurrentWindowBackendContext['onEvent']>[0];

/**
 * glass-easel's DOM backend, with built-in components as `<wx-…>` so that no style or behaviour of HTML
 * leaks in, and with the events of WeChat (see gestures.ts) instead of those of the DOM.
 */
export class Backend extends glassEasel.CurrentWindowBackendContext {
  private listener: Dispatch | undefined;
  private readonly contents = new Map<string, string>();
  private readonly appended = new Map<string, HTMLStyleElement>();
  private collecting: Set<string> | undefined;

  override document = {
    createElement: (tag: string) => createElement(tag) as unknown as glassEasel.domlikeBackend.Element,
    createTextNode: (text: string) =>
      document.createTextNode(text) as unknown as glassEasel.domlikeBackend.Element,
    createDocumentFragment: () =>
      document.createDocumentFragment() as unknown as glassEasel.domlikeBackend.Element,
  };

  override onEvent(listener: Dispatch): void {
    this.listener = listener;
  }

  /** DOM events do not reach the mini-program by themselves. */
  override setListenerStats(): void {}

  /** Sends an event from the innermost node of the mini-program around `target`. */
  dispatch(target: EventTarget | null, type: string, detail: unknown, options: DispatchOptions): boolean {
    let element = target instanceof Element ? (target as HostElement) : null;
    while (element && !element.__wxElement) element = element.parentElement;
    if (!element?.__wxElement || !this.listener) return false;
    const status = this.listener(element.__wxElement, type, detail, { capturePhase: true, ...options });
    return status === 1;
  }

  override registerStyleSheetContent(path: string, content: unknown): void {
    this.contents.set(path, String(content));
  }

  override appendStyleSheetPath(path: string): number {
    this.collecting?.add(path);
    if (!this.appended.has(path)) {
      const style = document.createElement('style');
      style.dataset.sheet = path;
      style.textContent = this.contents.get(path) ?? '';
      document.head.append(style);
      this.appended.set(path, style);
    }
    return 0;
  }

  /** @returns the sheets that a page of this code needs */
  collectSheets(create: () => void): ReadonlySet<string> {
    const sheets = new Set<string>();
    this.collecting = sheets;
    try {
      create();
    } finally {
      this.collecting = undefined;
    }
    return sheets;
  }

  /** A page's styles are its own: those of pages underneath must not reach it. */
  useSheets(used: ReadonlySet<string>): void {
    for (const [path, style] of this.appended) {
      if (style.sheet) style.sheet.disabled = !used.has(path);
    }
  }

  /** Not tied to frames: a page in the background goes on, too. */
  override render(done: (error: Error | null) => void): void {
    setTimeout(() => done(null), 0);
  }

  override getWindowWidth(): number {
    return pageArea().width;
  }

  override getWindowHeight(): number {
    return pageArea().height;
  }
}

function createElement(tag: string): HTMLElement {
  const name = BUILT_IN.has(tag) ? `wx-${tag}` : tag === 'page' || tag.includes('-') ? tag : `mp-${tag}`;
  const element = document.createElement(name);
  const setAttribute = element.setAttribute.bind(element);
  element.setAttribute = (attribute, value) => {
    if (attribute !== 'style') {
      setAttribute(attribute, value);
      return;
    }
    setAttribute('style', translateUnits(value));
    keepAnimated(element);
  };
  const measure = element.getBoundingClientRect.bind(element);
  element.getBoundingClientRect = () => {
    const { x, y, width, height } = measure();
    const area = pageArea();
    const [left, top] = [x - area.x, y - area.y];
    // The page itself is only asked how far it is scrolled, and the adapter forgets the sign.
    return tag === 'page'
      ? new DOMRect(0 - left, 0 - top, width, height)
      : new DOMRect(left, top, width, height);
  };
  return element;
}

/** Attributes of nodes without a component of their own: aria-role, hover-class, animation … */
export function adaptNativeNodes(animate: (element: HTMLElement, exported: unknown) => void): void {
  const { NativeNode } = glassEasel;
  const update = NativeNode.prototype.updateAttribute;
  NativeNode.prototype.updateAttribute = function updateAttribute(name: string, value: unknown): void {
    const element = this.getBackendElement() as unknown as HTMLElement | null;
    if (name === 'animation') {
      if (element && value) animate(element, value);
      return;
    }
    if (name === 'role' || name === 'aria-role' || name === 'ariaRole') {
      if (element) setRole(element, typeof value === 'string' ? value : '');
      return;
    }
    if (name.startsWith('aria')) {
      const attribute = name.replace(/^aria([A-Z])/, (_, first: string) => `aria-${first.toLowerCase()}`);
      const absent = value === undefined || value === null || value === '';
      if (absent) element?.removeAttribute(attribute);
      else element?.setAttribute(attribute, String(value));
      if (attribute === 'aria-disabled' && element) setRole(element, element.getAttribute('role') ?? '');
      return;
    }
    if (name === 'hidden') {
      element?.toggleAttribute('hidden', Boolean(value) && value !== 'false');
      return;
    }
    update.call(this, name, value);
  };
  const create = NativeNode.create;
  NativeNode.create = function createNode(tag, owner, stylingName, removePlaceholder) {
    if (!BUILT_IN.has(tag)) {
      reportFault(new Error(`未知的组件 <${tag}>`), `${owner.getHostNode().is}.wxml`);
    }
    return create.call(NativeNode, tag, owner, stylingName, removePlaceholder);
  };
}

function setRole(element: HTMLElement, role: string): void {
  if (role) element.setAttribute('role', role);
  else element.removeAttribute('role');
  // WeChat's headings have no level; below the title of the bar, all are of the second.
  if (role === 'heading') element.setAttribute('aria-level', '2');
  if (INTERACTIVE.has(role)) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}
