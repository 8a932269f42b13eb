import path from 'node:path';
import { NO_SCREEN } from './wx';

type Values = Record<string, unknown>;
type Method = (this: unknown, ...args: unknown[]) => unknown;
type Methods = Readonly<Record<string, Method>>;

/** What a script hands to Component or Behavior, as far as it shapes the tree. */
export interface Definition {
  readonly options?: { readonly multipleSlots?: boolean; readonly virtualHost?: boolean };
  readonly behaviors?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly data?: Values;
  readonly observers?: Methods;
  readonly methods?: Methods;
  readonly lifetimes?: Methods;
  readonly relations?: Readonly<Record<string, { readonly type: string; readonly linked?: Method }>>;
  readonly created?: Method;
  readonly attached?: Method;
}

export interface Instance {
  /** e.g. components/due-line/due-line */
  readonly path: string;
  readonly definition: Definition;
  readonly data: Values;
  setData(change: Values): void;
}

const EMPTY = new Map<unknown, () => unknown>([
  [String, () => ''],
  [Number, () => 0],
  [Boolean, () => false],
  [Array, () => []],
]);
const CAST = new Map<unknown, (value: unknown) => unknown>([
  [String, String],
  [Number, Number],
  [Boolean, Boolean],
]);
/** An observer that sets what it observes stops here instead of never. */
const DEEPEST = 8;

/** A component as it stands after `attached`, given what its template's author wrote on the tag. */
export function createInstance(name: string, definition: Definition, attributes: Values): Instance {
  const parts = partsOf(definition);
  const data: Values = {};
  const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {})) as Values;
  for (const [key, said] of Object.entries(properties)) data[key] = defaultOf(said);
  for (const part of parts) Object.assign(data, structuredClone(part.data ?? {}));
  const given = Object.keys(attributes).filter((key) => key in properties && attributes[key] !== null);
  for (const key of given) data[key] = cast(attributes[key], properties[key]);

  let depth = 0;
  const observe = (changed: readonly string[]) => {
    if (depth >= DEEPEST) return;
    depth += 1;
    for (const { observers = {} } of parts) {
      for (const [fields, run] of Object.entries(observers)) {
        const names = fields.split(',').map((field) => field.trim());
        if (names.some((field) => field === '**' || changed.includes(rootOf(field))))
          run.apply(
            instance,
            names.map((field) => data[rootOf(field)]),
          );
      }
    }
    depth -= 1;
  };
  const instance = {
    ...NO_SCREEN,
    ...(Object.assign({}, ...parts.map(({ methods = {} }) => methods)) as Methods),
    path: name,
    is: name,
    definition,
    data,
    properties: data,
    related: new Map<string, Instance[]>(),
    getRelationNodes(relation: string) {
      return this.related.get(relation) ?? [];
    },
    setData(change: Values, done?: () => void) {
      for (const [at, value] of Object.entries(change)) setAt(data, at, value);
      observe(Object.keys(change).map(rootOf));
      done?.call(this);
    },
  };
  const live = (stage: 'created' | 'attached') => {
    for (const part of parts) (part.lifetimes?.[stage] ?? part[stage])?.call(instance);
  };
  live('created');
  observe(given);
  live('attached');
  return instance;
}

/** Tells a component of the components that stand inside it, as `relations` ask. */
export function link(parent: Instance, inside: readonly Instance[]): void {
  for (const [key, { linked, type }] of Object.entries(parent.definition.relations ?? {})) {
    if (type !== 'child' && type !== 'descendant') continue;
    const wanted = path.posix.join(path.posix.dirname(parent.path), key);
    const found = inside.filter((one) => one.path === wanted);
    (parent as Instance & { related: Map<string, readonly Instance[]> }).related.set(key, found);
    for (const one of found) linked?.call(parent, one);
  }
}

/** 'groups[0].rows' and the like, as setData takes them. */
export function setAt(data: Values, at: string, value: unknown): void {
  const keys = at.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop();
  if (last === undefined) return;
  let target = data;
  for (const key of keys) {
    if (typeof target[key] !== 'object' || target[key] === null) target[key] = {};
    target = target[key] as Values;
  }
  target[last] = value;
}

const rootOf = (at: string): string => at.split(/[.[]/)[0] ?? at;

/** Behaviors first, the definition itself last. Names such as wx://form-field have nothing to show. */
function partsOf(definition: Definition): readonly Definition[] {
  const behaviors = (definition.behaviors ?? []).filter(
    (one): one is Definition => typeof one === 'object' && one !== null,
  );
  return [...behaviors.flatMap(partsOf), definition];
}

const typeOf = (said: unknown): unknown =>
  typeof said === 'object' && said !== null && 'type' in said ? said.type : said;

function defaultOf(said: unknown): unknown {
  if (typeof said === 'object' && said !== null && 'value' in said && said.value !== undefined)
    return structuredClone(said.value);
  return EMPTY.get(typeOf(said))?.() ?? null;
}

function cast(value: unknown, said: unknown): unknown {
  // Several types: taken as it comes.
  if (typeof said === 'object' && said !== null && 'optionalTypes' in said) return value;
  return CAST.get(typeOf(said))?.(value) ?? value;
}
