import { translateUnits } from '../../units';
import { make } from '../dom';
import { reportFault, warnOnce } from '../faults';
import { resolveImage } from '../files';
import { type BuiltIn, type Control, textOf } from './define';

const FIT: Readonly<Record<string, string>> = {
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
};

export const image: BuiltIn = {
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    webp: Boolean,
    lazyLoad: Boolean,
    showMenuByLongpress: Boolean,
    alt: String,
  },
  mount(control) {
    const picture = make('img', { alt: '', draggable: 'false' });
    control.host.append(picture);
    picture.addEventListener('load', () => {
      control.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight });
    });
    picture.addEventListener('error', () =>
      control.emit('error', { errMsg: `图片没有载入：${picture.src}` }),
    );
    let shown = '';
    return (data) => {
      const mode = textOf(data.mode);
      control.host.setAttribute('mode', mode);
      picture.style.objectFit = FIT[mode] ?? 'fill';
      picture.loading = data.lazyLoad === true ? 'lazy' : 'eager';
      picture.alt = textOf(data.ariaLabel) || textOf(data.alt);
      const source = textOf(data.src);
      if (source === shown) return;
      shown = source;
      if (source) picture.src = resolveImage(source, ownerOf(control));
      else picture.removeAttribute('src');
    };
  },
};

const SIGNS: Readonly<Record<string, readonly [sign: string, color: string]>> = {
  success: ['✓', '#07c160'],
  success_no_circle: ['✓', '#07c160'],
  info: ['i', '#10aeff'],
  warn: ['!', '#f76260'],
  waiting: ['…', '#10aeff'],
  cancel: ['×', '#f43530'],
  download: ['↓', '#07c160'],
  search: ['⌕', '#b2b2b2'],
  clear: ['×', '#b2b2b2'],
};

export const icon: BuiltIn = {
  properties: { type: String, size: { type: Number, value: 23 }, color: String },
  mount({ host }) {
    let refused: unknown;
    return ({ type, size, color }) => {
      const sign = SIGNS[textOf(type)];
      if (!sign && refused !== type) reportFault(new Error(`icon type="${textOf(type)}" 不存在`));
      if (!sign) refused = type;
      host.textContent = sign?.[0] ?? '';
      const pixels = `${Number(size) || 23}px`;
      host.style.cssText = `width:${pixels};height:${pixels};line-height:${pixels};font-size:calc(${pixels} * .7);background:${textOf(color) || sign?.[1] || '#999'}`;
    };
  },
};

export const progress: BuiltIn = {
  properties: {
    percent: Number,
    showInfo: Boolean,
    strokeWidth: { type: Number, value: 6 },
    color: String,
    activeColor: { type: String, value: '#09bb07' },
    backgroundColor: { type: String, value: '#ebebeb' },
    borderRadius: null,
    fontSize: null,
    active: Boolean,
    activeMode: String,
    duration: Number,
  },
  mount({ host }) {
    const bar = make('div', { class: 'progress-bar' }, make('div'));
    const info = make('span');
    host.append(bar, info);
    host.setAttribute('role', 'progressbar');
    return (data) => {
      const percent = Math.min(100, Math.max(0, Number(data.percent) || 0));
      host.setAttribute('aria-valuenow', String(percent));
      bar.style.cssText = `height:${Number(data.strokeWidth)}px;background:${textOf(data.backgroundColor)}`;
      const fill = bar.firstElementChild as HTMLElement;
      fill.style.cssText = `width:${percent}%;background:${textOf(data.color) || textOf(data.activeColor)}`;
      info.textContent = data.showInfo === true ? `${percent}%` : '';
    };
  },
};

/** Elements and attributes that WeChat's rich-text takes; all take class and style. */
const RICH_TAGS = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del ' +
    'div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre ' +
    'q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
);
const RICH_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  bdo: ['dir'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  img: ['alt', 'src', 'height', 'width'],
  ol: ['start', 'type'],
  table: ['width'],
  td: ['colspan', 'height', 'rowspan', 'width'],
  th: ['colspan', 'height', 'rowspan', 'width'],
};

interface RichNode {
  readonly type?: 'node' | 'text';
  readonly name?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, string>>;
  readonly children?: readonly RichNode[];
}

export const richText: BuiltIn = {
  properties: { nodes: null, space: String, userSelect: Boolean },
  mount({ host }) {
    return ({ nodes }) => {
      const given: readonly RichNode[] =
        typeof nodes === 'string'
          ? [...new DOMParser().parseFromString(nodes, 'text/html').body.childNodes].map(asRichNode)
          : Array.isArray(nodes)
            ? nodes
            : [];
      host.replaceChildren(...given.map(richNode));
    };
  },
};

/** The parsed document is inert: nothing of it loads or runs before it has been looked through. */
function asRichNode(node: Node): RichNode {
  if (!(node instanceof Element)) {
    return { type: 'text', text: node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '' };
  }
  return {
    name: node.localName,
    attrs: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
    children: [...node.childNodes].map(asRichNode),
  };
}

function richNode({ type, name, text, attrs, children = [] }: RichNode): Node {
  if (type === 'text' || !name) return document.createTextNode(text ?? '');
  const tag = name.toLowerCase();
  if (!RICH_TAGS.has(tag)) {
    warnOnce(`rich-text 不接受 <${tag}>`);
    return document.createTextNode('');
  }
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attrs ?? {})) {
    const isTaken = key === 'class' || key === 'style' || RICH_ATTRIBUTES[tag]?.includes(key);
    if (isTaken) element.setAttribute(key, key === 'style' ? translateUnits(value) : value);
  }
  element.append(...children.map(richNode));
  return element;
}

/** Relative paths start at the page or component whose template names the image. */
const ownerOf = ({ caller }: Control): string => caller._$.ownerShadowRoot?.getHostNode().is ?? '';
