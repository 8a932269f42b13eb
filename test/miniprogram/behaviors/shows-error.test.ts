import { afterEach, expect, it, vi } from 'vitest';
import { showsError } from '../../../miniprogram/behaviors/shows-error';

afterEach(() => vi.unstubAllGlobals());

it('says what is wrong under its field, and brings that into sight', () => {
  const pageScrollTo = vi.fn();
  vi.stubGlobal('wx', { pageScrollTo });
  const page = { setData: vi.fn() };
  showsError.showError.call(page, 'heldOn', '谈话日期不能晚于今天。');
  expect(page.setData).toHaveBeenCalledWith({ 'errors.heldOn': '谈话日期不能晚于今天。' });
  expect(pageScrollTo).toHaveBeenCalledWith(expect.objectContaining({ selector: '.at-heldOn' }));
});
