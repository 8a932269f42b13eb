import { describe, expect, it } from 'vitest';
import { isForeignOrigin, isLocalHostHeader, refuseUnlessLocal } from '../../../local/host/guard';

describe('the local host', () => {
  it.each([
    'TCB_ENV',
    'TCB_REGION',
    'TENCENTCLOUD_RUNENV',
    'TENCENTCLOUD_SECRETID',
    'SCF_NAMESPACE',
    'CLOUDBASE_ENV',
    'CLOUDBASE_API_KEY',
    'WECHAT_APP_ID',
    'WECHAT_APP_SECRET',
    'TICKET_KEY_ID',
    'TICKET_PRIVATE_KEY',
    'STORAGE_BUCKET',
  ])('does not start where %s says that this is a cloud', (name) => {
    expect(() => refuseUnlessLocal('127.0.0.1', { [name]: 'x' })).toThrow(name);
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'example.org'])('does not listen on %s', (bind) => {
    expect(() => refuseUnlessLocal(bind, {})).toThrow(bind);
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('listens on %s', (bind) => {
    expect(() => refuseUnlessLocal(bind, { PATH: '/bin', TCB_ENV: '' })).not.toThrow();
  });

  it('starts beside a database of its own', () => {
    expect(() => refuseUnlessLocal('127.0.0.1', { DATABASE_URL: 'postgres://127.0.0.1/x' })).not.toThrow();
  });

  it.each([
    ['127.0.0.1:8080', true],
    ['localhost', true],
    ['[::1]:1', true],
    ['evil.example:8080', false],
    ['127.0.0.1.evil.example', false],
    [undefined, false],
  ])('takes Host %s for local: %s', (header, isLocal) => {
    expect(isLocalHostHeader(header)).toBe(isLocal);
  });

  it('knows a page of another origin by its Origin', () => {
    expect(isForeignOrigin('http://evil.example', '127.0.0.1:1')).toBe(true);
    expect(isForeignOrigin('http://127.0.0.1:2', '127.0.0.1:1')).toBe(true);
    expect(isForeignOrigin('http://127.0.0.1:1', '127.0.0.1:1')).toBe(false);
    expect(isForeignOrigin(undefined, '127.0.0.1:1')).toBe(false);
  });
});
