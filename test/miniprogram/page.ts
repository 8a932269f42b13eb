import { vi } from 'vitest';

type Data = Record<string, unknown>;
type Definition = Record<string, unknown> & { readonly data: Data };

export interface PageInstance {
  readonly data: Data;
  read(): Promise<void>;
}

/** Loads a page's module and makes one of it, as far as its own code goes: no template. */
export async function makePage(load: () => Promise<unknown>): Promise<PageInstance> {
  let definition: Definition = { data: {} };
  vi.stubGlobal('Page', (one: Definition) => {
    definition = one;
  });
  vi.resetModules();
  await load();
  const page = {
    ...definition,
    data: { ...definition.data },
    setData(change: Data) {
      Object.assign(this.data, change);
    },
  };
  return page as unknown as PageInstance;
}
