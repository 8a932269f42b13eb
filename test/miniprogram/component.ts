import { vi } from 'vitest';

type Data = Record<string, unknown>;
interface Definition {
  readonly properties?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly data?: Data;
  readonly observers?: Readonly<Record<string, (this: Instance, value: never) => void>>;
  readonly methods?: Readonly<Record<string, (this: Instance, event?: unknown) => void>>;
}

export interface Instance {
  readonly data: Data;
  /** Events that reached the page, in order. */
  readonly events: string[];
  setData(change: Data): void;
  triggerEvent(name: string): void;
  /** A property as the page gives it. */
  give(properties: Data): void;
  /** Runs the method that an event of the template is bound to. */
  run(method: string, event?: unknown): void;
}

/** Methods call each other on `this`. */
const bound = (methods: NonNullable<Definition['methods']>, instance: () => Instance) =>
  Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      (event?: unknown) => method.call(instance(), event),
    ]),
  );

/** Loads a component's module and makes one of it, as far as its own code goes: no template. */
export async function makeComponent(load: () => Promise<unknown>): Promise<Instance> {
  let definition: Definition = {};
  vi.stubGlobal('Component', (one: Definition) => {
    definition = one;
  });
  vi.resetModules();
  await load();
  const { properties = {}, data = {}, observers = {}, methods = {} } = definition;
  const initial = Object.entries(properties).map(([name, { value }]) => [name, value] as const);
  const instance: Instance = {
    data: { ...Object.fromEntries(initial), ...structuredClone(data) },
    events: [],
    setData(change) {
      for (const [path, value] of Object.entries(change)) {
        const indexed = /^(\w+)\[(\d+)\]$/.exec(path);
        if (indexed) (instance.data[indexed[1] ?? ''] as unknown[])[Number(indexed[2])] = value;
        else instance.data[path] = value;
      }
    },
    triggerEvent: (name) => void instance.events.push(name),
    give(given) {
      instance.setData(given);
      for (const [name, value] of Object.entries(given)) observers[name]?.call(instance, value as never);
    },
    ...bound(methods, () => instance),
    run: (method, event) => methods[method]?.call(instance, event),
  };
  return instance;
}
