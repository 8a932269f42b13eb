import { describe, expect, it } from 'vitest';
import { toFlowPicture } from '../../../miniprogram/views/flow-picture';

const part = (key: string, value: number | null) => ({ key, label: key, value });
const drawn = (uri: string) => decodeURIComponent(uri.replace('data:image/svg+xml,', ''));

describe('movement between tiers', () => {
  it('is one band a move, its ends named and placed by their share', () => {
    const view = toFlowPicture({
      parts: [part('1>2', 3), part('1>1', 3), part('none>2', 6), part('3>none', 6)],
    });
    expect(view?.before.map(({ word }) => word)).toEqual(['三级 6', '一级 6', '未列入 6']);
    expect(view?.now.map(({ word }) => word)).toEqual(['二级 9', '一级 3', '不再列入 6']);
    const tops = view?.before.map(({ top }) => top) ?? [];
    expect([...tops].sort((a, b) => a - b)).toEqual(tops);
    expect(tops.at(-1)).toBeLessThan(100);
    expect(drawn(view?.picture ?? '').match(/<path/g)).toHaveLength(4);
  });

  it('tells heavier, lighter, as before, new and gone apart without colour', () => {
    const fills = ['1>2', '2>1', '1>1', 'none>1', '1>none'].map((key) => {
      const view = toFlowPicture({ parts: [part(key, 1), part('1>1', key === '1>1' ? 0 : 1)] });
      return /<path[^>]*fill="([^"]+)"([^/]*)/
        .exec(drawn(view?.picture ?? ''))
        ?.slice(1)
        .join(' ');
    });
    expect(fills[0]).toContain('fill-opacity="0.85"');
    expect(drawn(toFlowPicture({ parts: [part('2>1', 1)] })?.picture ?? '')).toContain('fill="url(#s)"');
    expect(drawn(toFlowPicture({ parts: [part('3>none', 1)] })?.picture ?? '')).toContain('stroke-dasharray');
  });

  it('is not drawn where nobody stood on a list before', () => {
    expect(toFlowPicture({ parts: [part('none>2', 6)] })).toBeNull();
    expect(toFlowPicture({ parts: [] })).toBeNull();
  });
});
