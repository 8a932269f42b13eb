import { createInstance, type Definition, type Instance, link } from './instance';
import type { TreeNode } from './measure';

/** What WeChat's template compiler yields for given data. */
export interface Markup {
  readonly tag: string;
  readonly attr?: Readonly<Record<string, unknown>>;
  readonly children?: readonly (Markup | string)[];
}

export interface Components {
  /** The component that a tag means in a page or component; null: a tag of WeChat's own. */
  pathOf(tag: string, owner: string): string | null;
  definitionOf(name: string): Definition;
  /** @param name a page or component, e.g. pages/today/today */
  render(name: string, data: unknown): Markup;
  /** Data to set on every component of a kind, e.g. to open what a person could open. */
  readonly opened: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One element in the template it was written in; what its component draws comes later. */
interface Element {
  readonly name: string;
  readonly className: string;
  readonly slot: string;
  readonly children: readonly Element[];
  readonly instance: Instance | null;
}

/** The whole tree of a page: its own template with every component opened and every slot filled. */
export function composePage(page: string, data: unknown, components: Components): TreeNode {
  const root = components.render(page, data);
  const children = elementsOf(root, page, () => [], components);
  return { name: 'page', className: '', children: children.flatMap((child) => expand(child, components)) };
}

type Slots = (name: string) => readonly Element[];

function elementsOf(markup: Markup, owner: string, slots: Slots, components: Components): readonly Element[] {
  return (markup.children ?? []).flatMap((child): readonly Element[] => {
    if (typeof child === 'string') return [];
    const name = child.tag.replace(/^wx-/, '');
    const attr = child.attr ?? {};
    const slot = String(attr.slot ?? '');
    if (name === 'slot') return slots(String(attr.name ?? '')).map((element) => ({ ...element, slot }));
    const inside = elementsOf(child, owner, slots, components);
    if (name === 'virtual' || name === 'block' || name === 'page') return inside;
    const component = components.pathOf(name, owner);
    const instance =
      component === null ? null : createInstance(component, components.definitionOf(component), attr);
    if (instance) {
      link(instance, inside.flatMap(instancesIn));
      const opened = components.opened[instance.path];
      if (opened) instance.setData({ ...opened });
    }
    return [{ name, className: String(attr.class ?? ''), slot, children: inside, instance }];
  });
}

const instancesIn = ({ children, instance }: Element): readonly Instance[] => [
  ...(instance ? [instance] : []),
  ...children.flatMap(instancesIn),
];

/** A virtual host is no node: what it draws stands in its place. */
function expand(element: Element, components: Components): readonly TreeNode[] {
  const { children, className, instance, name } = element;
  if (!instance)
    return [{ name, className, children: children.flatMap((child) => expand(child, components)) }];
  const { multipleSlots = false, virtualHost = false } = instance.definition.options ?? {};
  const slots: Slots = (wanted) =>
    multipleSlots ? children.filter(({ slot }) => slot === wanted) : children;
  const drawn = elementsOf(
    components.render(instance.path, instance.data),
    instance.path,
    slots,
    components,
  ).flatMap((child) => expand(child, components));
  return virtualHost ? drawn : [{ name, className, children: drawn }];
}
