import type { glassEasel } from 'glass-easel-miniprogram-adapter';
import type { HostElement } from './backend';

/** `hover-class` of what is pressed. @returns takes it away */
export function hover(target: Element): () => void {
  let node: glassEasel.Element | undefined;
  let element: HostElement | null = target as HostElement;
  let names = '';
  for (; element; element = element.parentElement) {
    names = element.getAttribute('hover-class') ?? '';
    if (names && names !== 'none' && element.__wxElement) {
      node = element.__wxElement;
      break;
    }
  }
  if (!element || !node) return () => {};
  const added = scopedClasses(node, names);
  const pressed = element;
  const stay = Number(element.getAttribute('hover-stay-time') ?? 400);
  const timer = window.setTimeout(() => pressed.classList.add(...added), 20);
  return () => {
    window.clearTimeout(timer);
    window.setTimeout(() => pressed.classList.remove(...added), Math.min(stay, 150));
  };
}

/** Class names as they stand in the DOM for somebody inside the component that owns `node`. */
export function scopedClasses(node: glassEasel.Element, names: string): string[] {
  const host = node.ownerShadowRoot?.getHostNode();
  const options = host?.getComponentOptions();
  const manager = host?.getRootBehavior().ownerSpace.styleScopeManager;
  const scope = options?.styleScope;
  const prefix = scope === undefined || scope === null ? '' : (manager?.queryName(scope) ?? '');
  const shared = options?.extraStyleScope !== undefined && options?.extraStyleScope !== null;
  return names
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((name) => (prefix ? (shared ? [name, `${prefix}--${name}`] : [`${prefix}--${name}`]) : [name]));
}
