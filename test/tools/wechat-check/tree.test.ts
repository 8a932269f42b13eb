import { describe, expect, it } from 'vitest';
import { type Components, composePage, type Markup } from '../../../tools/wechat-check/compose';
import { createInstance, type Definition, setAt } from '../../../tools/wechat-check/instance';
import { measure, type TreeNode } from '../../../tools/wechat-check/measure';

const el = (tag: string, attr: object = {}, ...children: (Markup | string)[]): Markup => ({
  tag: `wx-${tag}`,
  attr: { ...attr },
  children,
});
const page = (...children: Markup[]) => el('page', {}, ...children);

interface Made {
  readonly definition: Definition;
  readonly draw: (data: Record<string, unknown>) => Markup;
}

/** A page and its components without any compiler. */
function tree(
  markup: Markup,
  made: Readonly<Record<string, Made>>,
  opened: Components['opened'] = {},
): string {
  const components: Components = {
    pathOf: (tag) => (tag in made ? `components/${tag}` : null),
    definitionOf: (name) => made[name.slice('components/'.length)]?.definition ?? {},
    render: (name, data) =>
      name === 'pages/a'
        ? markup
        : (made[name.slice('components/'.length)]?.draw(data as Record<string, unknown>) ?? page()),
    opened,
  };
  const say = ({ children, name }: TreeNode): string =>
    children.length === 0 ? name : `${name}(${children.map(say).join(' ')})`;
  return say(composePage('pages/a', {}, components));
}

const card: Made = {
  definition: { properties: { isOpen: { type: Boolean, value: true } } },
  draw: ({ isOpen }) => page(el('view', {}, ...(isOpen ? [el('slot')] : []))),
};

describe('the tree of a page', () => {
  it('fills a slot and leaves out text', () => {
    expect(tree(page(el('card', {}, 'text', el('text'))), { card })).toBe('page(card(view(text)))');
  });

  it('leaves out what stands in a closed component, and counts it once opened', () => {
    const closed = page(el('card', { isOpen: false }, el('text'), el('text')));
    expect(tree(closed, { card })).toBe('page(card(view))');
    expect(tree(closed, { card }, { 'components/card': { isOpen: true } })).toBe(
      'page(card(view(text text)))',
    );
  });

  it('puts named slots where they belong', () => {
    const frame: Made = {
      definition: { options: { multipleSlots: true } },
      draw: () => page(el('header', {}, el('slot', { name: 'head' })), el('slot')),
    };
    expect(tree(page(el('frame', {}, el('text'), el('image', { slot: 'head' }))), { frame })).toBe(
      'page(frame(header(image) text))',
    );
  });

  it('passes a slot on to a component inside', () => {
    const outer: Made = { definition: {}, draw: () => page(el('card', {}, el('slot'))) };
    expect(tree(page(el('outer', {}, el('text'))), { card, outer })).toBe('page(outer(card(view(text))))');
  });

  it('a virtual host is no node', () => {
    const icon: Made = { definition: { options: { virtualHost: true } }, draw: () => page(el('view')) };
    expect(tree(page(el('icon'), el('icon')), { icon })).toBe('page(view view)');
  });

  it('tells a component of those inside it before either is drawn', () => {
    const tabs: Made = {
      definition: {
        data: { labels: [] },
        relations: {
          './tab': {
            type: 'descendant',
            linked(this: unknown, ...[tab]: unknown[]) {
              const self = this as { data: { labels: string[] }; setData(change: object): void };
              const { label } = (tab as { data: { label: string } }).data;
              self.setData({ labels: [...self.data.labels, label] });
            },
          },
        },
      },
      draw: ({ labels }) => page(...(labels as string[]).map(() => el('button')), el('slot')),
    };
    const tab: Made = { definition: { properties: { label: String } }, draw: () => page() };
    const markup = page(el('tabs', {}, el('view', {}, el('tab', { label: 'a' }), el('tab', { label: 'b' }))));
    expect(tree(markup, { tab, tabs })).toBe('page(tabs(button button view(tab tab)))');
  });
});

describe('counting', () => {
  const leaf = (className = ''): TreeNode => ({ name: 'view', className, children: [] });

  it('counts the root, every level and the widest parent', () => {
    const list = { name: 'view', className: 'list row', children: [leaf(), leaf(), leaf()] };
    expect(measure({ name: 'page', className: '', children: [list, leaf()] })).toEqual({
      nodes: 6,
      depth: 3,
      widest: { parent: 'view.list', children: 3 },
    });
  });

  it('a page without anything is one node, one deep', () => {
    expect(measure(leaf())).toEqual({ nodes: 1, depth: 1, widest: { parent: 'view', children: 0 } });
  });
});

describe('a component as it stands', () => {
  it('has defaults, what was written on the tag, and what its observers made of that', () => {
    const definition: Definition = {
      behaviors: [{ properties: { tone: { type: String, value: 'calm' } } }, 'wx://form-field'],
      properties: { choices: Array, label: String, count: Number, isOn: Boolean },
      data: { items: [] },
      observers: {
        'choices, label'(this: unknown, ...[choices, label]: unknown[]) {
          (this as { setData(change: object): void }).setData({
            items: (choices as string[]).map((one) => `${label}${one}`),
          });
        },
      },
    };
    const { data } = createInstance('a', definition, { choices: ['1', '2'], label: 7, unknown: 1 });
    expect(data).toEqual({
      tone: 'calm',
      choices: ['1', '2'],
      label: '7',
      count: 0,
      isOn: false,
      items: ['71', '72'],
    });
  });

  it('does not observe what nobody wrote', () => {
    let calls = 0;
    const definition: Definition = { properties: { a: String }, observers: { a: () => (calls += 1) } };
    createInstance('a', definition, {});
    createInstance('a', definition, { a: 'x' });
    expect(calls).toBe(1);
  });

  it.each([
    ['a', { a: 1 }],
    ['b.c', { b: { c: 1 } }],
    ['groups[1].rows', { groups: [0, { rows: 1 }] }],
  ])('setData takes %s', (at, expected) => {
    const data = at.startsWith('groups') ? { groups: [0] } : {};
    setAt(data, at, 1);
    expect(data).toEqual(expected);
  });
});
