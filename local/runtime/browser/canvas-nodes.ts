/** What the adapter's queries lack: `fields({node: true})`, by which a page gets a canvas to draw on. */

interface Fields {
  readonly node?: boolean;
}
type Callback = (answer: Record<string, unknown> | null) => void;
interface NodesRef {
  fields(fields: Fields, callback?: Callback): unknown;
  /** The adapter's own: where it looks, and for what. */
  readonly _$comp: {
    readonly _$: {
      getShadowRoot(): { querySelector(selector: string): { getBackendElement(): unknown } | null };
    };
  };
  readonly _$sel: string;
}

const patched = new WeakSet<object>();

/**
 * For every query from then on, of a page, of a component and of `wx`: what they select shares a prototype.
 *
 * @param query any of them
 */
export function answerNodes(query: { select(selector: string): unknown }): void {
  const refs = Object.getPrototypeOf(query.select('page')) as NodesRef;
  if (patched.has(refs)) return;
  patched.add(refs);
  const { fields } = refs;
  refs.fields = function (this: NodesRef, asked: Fields, callback?: Callback) {
    if (asked.node !== true) return fields.call(this, asked, callback);
    return fields.call(this, asked, (answer) => {
      const found = this._$comp._$.getShadowRoot().querySelector(this._$sel)?.getBackendElement();
      const drawing = found instanceof Element ? found.querySelector('canvas') : null;
      // The list that `exec` answers with holds this very object.
      if (answer) Object.assign(answer, { node: drawing });
      callback?.(answer);
    });
  };
}
