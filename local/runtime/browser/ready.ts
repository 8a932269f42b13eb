import { glassEasel } from 'glass-easel-miniprogram-adapter';

/**
 * The lifetime `ready`, which glass-easel leaves to whoever runs it: once for each component when what
 * has been attached together is laid out, the inner ones before those around them.
 */

let waiting: glassEasel.GeneralComponent[] = [];

export function listenForAttached(): void {
  const { prototype } = glassEasel.Component;
  const trigger = prototype.triggerLifetime;
  prototype.triggerLifetime = function triggerAndWait(name, args) {
    trigger.call(this, name, args);
    if (name !== 'attached' || this.is.startsWith('wx/')) return;
    if (waiting.length === 0) void Promise.resolve().then(tellReady);
    waiting.push(this);
  };
}

/** Now, e.g. before a page's own `onReady`; otherwise it comes by itself. */
export function tellReady(): void {
  const attached = waiting;
  waiting = [];
  const open: glassEasel.GeneralComponent[] = [];
  const tell = (component: glassEasel.GeneralComponent | undefined) => {
    if (component && glassEasel.Element.isAttached(component)) component.triggerLifetime('ready', []);
  };
  for (const component of attached) {
    for (let outer = open.at(-1); outer && !isInside(component, outer); outer = open.at(-1)) tell(open.pop());
    open.push(component);
  }
  while (open.length > 0) tell(open.pop());
}

function isInside(node: glassEasel.Element, outer: glassEasel.Element): boolean {
  for (let at = node.getComposedParent(); at; at = at.getComposedParent()) if (at === outer) return true;
  return false;
}
