import { make } from '../dom';
import type { BuiltIn } from './define';

/** `<canvas type="2d">`: a drawing of its own; pages reach it by a query with `node: true`. */
export const canvas: BuiltIn = {
  properties: { type: String, canvasId: String, disableScroll: Boolean },
  mount(control) {
    const drawing = make('canvas', {});
    drawing.style.cssText = 'display:block;width:100%;height:100%';
    control.host.append(drawing);
    control.host.style.display ||= 'block';
    return (data) => {
      control.host.style.touchAction = data.disableScroll === true ? 'none' : '';
    };
  },
};
