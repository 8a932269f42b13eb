import {
  type CodeSpace,
  glassEasel,
  MiniProgramEnv,
  component as surface,
} from 'glass-easel-miniprogram-adapter';
import { isPackage } from '../packages';
import { defineBuiltIns } from './components/index';
import type { MiniprogramDefinition } from './definition';
import { reportFault, warnOnce } from './faults';
import { checkedData } from './set-data';

/** Pages and components: what `Page`, `Component` and `Behavior` of the mini-program's code become. */

export type Caller = surface.ComponentCaller<
  Record<string, unknown>,
  Record<never, never>,
  Record<never, never>,
  never
> &
  Record<string, unknown>;

type Options = Record<string, unknown> & { readonly behaviors?: readonly unknown[] };
type Templates = Readonly<Record<string, unknown>>;

export interface Space {
  readonly code: CodeSpace;
  readonly env: MiniProgramEnv;
  readonly constructors: Readonly<Record<'Page' | 'Component' | 'Behavior', (options: Options) => unknown>>;
  /** Runs the code of a page or component and of all that it uses, once. */
  load(path: string): void;
}

/** Behaviors that WeChat brings along, by name. */
const FORM_FIELD = 'wx://form-field';
const EXPORT = 'wx://component-export';
const GROUP = 'wx://form-field-group';
/** TDesign's button holds a built-in button, which acts on the form around it by itself. */
const BUTTON = 'wx://form-field-button';

export function createSpace(
  definition: MiniprogramDefinition,
  templates: Templates,
  run: (module: string) => unknown,
): Space {
  const env = new MiniProgramEnv();
  const code = env.createCodeSpace('', true);
  defineBuiltIns(code);
  code.addStyleSheet('app', 'app');
  for (const [path, config] of Object.entries(definition.components)) {
    code.addComponentStaticConfig(path, config as never);
    const content = templates[path];
    code.addCompiledTemplate(path, {
      groupList: templates,
      content,
      fallbackListenerOnNativeNode: true,
    } as never);
    code.addStyleSheet(path, path, definition.scopes[path]);
  }

  let current: string | null = null;
  const formField = code
    .behavior()
    .definition({ properties: { name: String, value: null } as never })
    .register();
  const nothing = code.behavior().definition({}).register();
  const named: Readonly<Record<string, unknown>> = {
    [FORM_FIELD]: formField,
    [GROUP]: nothing,
    [BUTTON]: nothing,
    [EXPORT]: nothing,
  };

  const adapted = (options: Options): never => {
    const behaviors = options.behaviors?.map((behavior) => {
      if (typeof behavior !== 'string') return behavior;
      const known = named[behavior];
      if (!known) throw new Error(`behavior ${behavior} 未在本地运行环境中实现`);
      return known;
    });
    const { pageLifeTimes, ...rest } = options;
    const lifetimes = rest.pageLifetimes ?? pageLifeTimes;
    return {
      ...rest,
      ...(behaviors ? { behaviors } : {}),
      ...(lifetimes ? { pageLifetimes: lifetimes } : {}),
    } as never;
  };
  const inFile = (kind: string): string => {
    if (current === null) throw new Error(`${kind}() 只能在页面或组件自己的文件里调用`);
    return current;
  };
  const constructors = {
    Page: (options: Options) => code.componentEnv(inFile('Page'), (own) => own.Page(adapted(options))),
    Component: (options: Options) => {
      const path = inFile('Component');
      warnOfIsolation(path, options, definition);
      return code.componentEnv(path, (own) => own.Component(adapted(options)));
    },
    Behavior: (options: Options) => code.behavior().definition(adapted(options)).register(),
  };

  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    const config = definition.components[path];
    for (const used of Object.values(config?.usingComponents ?? {})) load(used.slice(1));
    for (const generic of Object.values(config?.componentGenerics ?? {})) {
      if (typeof generic === 'object' && generic.default) load(generic.default.slice(1));
    }
    const outer = current;
    current = path;
    try {
      run(`${path}.js`);
    } catch (error) {
      loaded.delete(path);
      throw error;
    } finally {
      current = outer;
    }
    if (!code.getComponentSpace().getComponentByUrlWithoutDefault(path, '')) {
      throw new Error(`${path}.js 没有调用 Page 或 Component`);
    }
  };
  checkSetData();
  return { code, env, constructors, load };
}

/** Isolation is worked out when the styles are compiled, from the JSON. */
function warnOfIsolation(path: string, { options }: Options, { components }: MiniprogramDefinition): void {
  const wanted = (options as { styleIsolation?: unknown } | undefined)?.styleIsolation;
  const config = components[path]?.styleIsolation;
  if (wanted === undefined || wanted === config || isPackage(path)) return;
  warnOnce(`${path}.js: styleIsolation 请写进 ${path}.json，本地运行环境只读那里`);
}

let isChecking = false;

/** Every setData of a page or component is looked at as it would be sent between WeChat's threads. */
function checkSetData(): void {
  if (isChecking) return;
  isChecking = true;
  const prototype = surface.ComponentCaller.prototype;
  const setData = prototype.setData;
  prototype.setData = function checkedSetData(
    this: Caller,
    data: Record<string, unknown>,
    done?: () => void,
  ) {
    if (this.is.startsWith('wx/')) return setData.call(this, data as never, done);
    return setData.call(this, checkedData(data, this.is) as never, done);
  } as typeof setData;
}

/** Faults inside lifetimes and handlers come out here, with the method they happened in. */
export function listenToFramework(): void {
  checkHandlers();
  glassEasel.addGlobalErrorListener((error, method, component) => {
    reportFault(error, [nameOf(component), method].filter(Boolean).join(' '));
    return false;
  });
  glassEasel.addGlobalWarningListener((message, component) => {
    const owner = nameOf(component);
    if (!isPackage(owner) && !owner.startsWith('wx/')) warnOnce(`${owner}: ${message}`);
    return false;
  });
}

/** A handler that does not exist would be passed over in silence. */
function checkHandlers(): void {
  const { Component } = glassEasel;
  const getMethod = Component.getMethod;
  Component.getMethod = ((component: glassEasel.GeneralComponent, name: string) => {
    const method: unknown = getMethod.call(Component, component as never, name);
    if (method === undefined && !isPackage(component.is)) warnOnce(`${component.is}: 没有方法 ${name}`);
    return method;
  }) as typeof getMethod;
}

const nameOf = (component: glassEasel.GeneralComponent | string | null | undefined): string =>
  typeof component === 'string' ? component : (component?.is ?? '');
