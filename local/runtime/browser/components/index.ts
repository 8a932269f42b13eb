import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import { canvas } from './canvas';
import { checkbox, checkboxGroup, radio, radioGroup, slider, switchControl } from './choice';
import { type BuiltIn, defineBuiltIn } from './define';
import { button, form, label } from './form';
import { icon, image, progress, richText } from './media';
import { navigationBar, navigator, pageMeta, rootPortal } from './page-parts';
import { picker } from './picker';
import { pickerView, pickerViewColumn } from './picker-view';
import { scrollView, swiper, swiperItem } from './scrolling';
import { input, textarea } from './text-field';

/** Built-in components with behaviour; view, text and cover-… are plain elements. */
const COMPONENTS: Readonly<Record<string, BuiltIn>> = {
  button,
  input,
  textarea,
  image,
  'scroll-view': scrollView,
  swiper,
  'swiper-item': swiperItem,
  label,
  form,
  navigator,
  picker,
  'picker-view': pickerView,
  'picker-view-column': pickerViewColumn,
  switch: switchControl,
  checkbox,
  'checkbox-group': checkboxGroup,
  radio,
  'radio-group': radioGroup,
  slider,
  progress,
  icon,
  canvas,
  'rich-text': richText,
  'page-meta': pageMeta,
  'navigation-bar': navigationBar,
  'root-portal': rootPortal,
};

export function defineBuiltIns(space: CodeSpace): void {
  for (const [tag, builtIn] of Object.entries(COMPONENTS)) defineBuiltIn(space, tag, builtIn);
}
