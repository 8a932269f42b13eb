import fc from 'fast-check';
import { validate, version } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { localHost, newId, wechatCode } from '../../../miniprogram/services/platform';
import { type FakeWx, installWx } from '../wx';

let phone: FakeWx;
beforeEach(() => {
  phone = installWx();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Until the year 3000. */
const instants = fc.integer({ min: 0, max: 32_503_680_000_000 });
const idAt = (ms: number) => {
  vi.setSystemTime(ms);
  return newId();
};

describe('an id made on the phone', () => {
  beforeEach(() => void vi.useFakeTimers());

  it('is a UUID of version 7 with its time in it, whenever it is made', () => {
    fc.assert(
      fc.property(instants, (ms) => {
        const id = idAt(ms);
        expect(validate(id) && version(id)).toBe(7);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(ms);
      }),
    );
  });

  it('sorts by time', () => {
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        fc.pre(a !== b);
        expect(idAt(a) < idAt(b)).toBe(a < b);
      }),
    );
  });

  it('is never given twice, also within one millisecond', () => {
    const ids = Array.from({ length: 10_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a host on this machine instead of the cloud', () => {
  it.each(['127.0.0.1:8177', 'localhost:5173', '127.0.0.1:80'])('may be %s in development', (host) => {
    phone.envVersion = 'develop';
    phone.storage.set('local-host', host);
    expect(localHost()).toBe(host);
  });

  it.each([
    'evil.example:8177',
    '127.0.0.1.evil.example:8177',
    'localhost.evil.example:80',
    '127.0.0.1',
    '127.0.0.1:',
    '127.0.0.1:8',
    '127.0.0.1:817700',
    '127.0.0.1:8177/path',
    '127.0.0.1:8177\n',
    ' 127.0.0.1:8177',
    'user@127.0.0.1:8177',
    'http://127.0.0.1:8177',
    '0.0.0.0:8177',
    '192.168.1.7:8177',
    '',
    8177,
    { host: '127.0.0.1:8177' },
  ])('is never %o', (host) => {
    phone.envVersion = 'develop';
    phone.storage.set('local-host', host);
    expect(localHost()).toBeNull();
  });

  it.each(['trial', 'release'] as const)('is not looked for by a %s version', (version) => {
    phone.envVersion = version;
    phone.storage.set('local-host', '127.0.0.1:8177');
    expect(localHost()).toBeNull();
  });
});

describe('a code of WeChat', () => {
  it('is handed on', async () => {
    await expect(wechatCode()).resolves.toBe('code');
  });

  it('that does not come is a failure, not an endless wait', async () => {
    phone.loginCode = null;
    await expect(wechatCode()).rejects.toThrow('login:fail');
  });
});
