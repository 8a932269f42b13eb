import { describe, expect, it } from 'vitest';
import { useFixture } from './harness';

const fixture = useFixture();
const openPlain = (options = {}) => fixture.open('/pages/plain/plain', options);

/** Options with a request's end as a promise; runs in the window. */
type Ended = { statusCode?: number; data?: unknown; header?: Record<string, string>; errMsg: string };

describe('request', () => {
  it('sends JSON and gives JSON, with status and headers', async () => {
    const phone = await openPlain();
    const { statusCode, data, errMsg } = await phone.wx(
      (wx) =>
        new Promise<Ended>((done) => {
          wx.request({
            url: '/api/echo',
            method: 'POST',
            data: { name: '佘祎' },
            header: { 'x-mark': 'm1' },
            complete: (result) => done(result as Ended),
          });
        }),
    );
    expect({ statusCode, errMsg }).toEqual({ statusCode: 200, errMsg: 'request:ok' });
    expect(data).toEqual({
      method: 'POST',
      url: '/api/echo',
      type: 'application/json',
      mark: 'm1',
      body: '{"name":"佘祎"}',
    });
  });

  it.each([
    ['GET', {}, { url: '/api/echo?a=1&b=%E4%BA%8C', body: '' }],
    [
      'POST',
      { 'content-type': 'application/x-www-form-urlencoded' },
      { url: '/api/echo', body: 'a=1&b=%E4%BA%8C' },
    ],
  ] as const)('%s with %o puts the data where it belongs', async (method, header, expected) => {
    const phone = await openPlain();
    const { data } = await phone.wx(
      (wx, given) =>
        new Promise<Ended>((done) => {
          wx.request({
            url: '/api/echo',
            data: { a: 1, b: '二' },
            ...given,
            complete: (end) => done(end as Ended),
          });
        }),
      { method, header },
    );
    expect(data).toMatchObject(expected);
  });

  it('gives bytes where they are asked for, and text that is no JSON as text; 404 is an answer', async () => {
    const phone = await openPlain();
    const [bytes, text] = await phone.wx((wx) => {
      const get = (options: object) =>
        new Promise<Ended>((done) => {
          wx.request({ url: '', ...options, complete: (end) => done(end as Ended) });
        });
      return Promise.all([
        get({ url: '/api/bytes', responseType: 'arraybuffer' }).then(({ data }) => [
          ...new Uint8Array(data as ArrayBuffer),
        ]),
        get({ url: '/api/text' }).then(({ statusCode, data, header }) => [
          statusCode,
          data,
          header?.['x-case'],
          header?.['X-Case'],
        ]),
      ]);
    });
    expect(bytes).toEqual([1, 2, 250]);
    expect(text).toEqual([404, '没有{', 'A', 'A']);
  });

  it('fails by its time limit, by abort, and where nobody listens', async () => {
    const phone = await openPlain();
    const failures = await phone.wx((wx) => {
      const failing = (options: object, andThen = (_task: { abort(): void }) => {}) =>
        new Promise<string>((done) => {
          andThen(wx.request({ url: '/api/slow', ...options, fail: ({ errMsg }) => done(errMsg) }));
        });
      return Promise.all([
        failing({ timeout: 20 }),
        failing({}, (task) => task.abort()),
        failing({ url: 'http://127.0.0.1:1/' }).then((text) => text.slice(0, 'request:fail'.length)),
      ]);
    });
    expect(failures).toEqual(['request:fail timeout', 'request:fail abort', 'request:fail']);
  });

  it('gives what comes in pieces as pieces', async () => {
    const phone = await openPlain();
    const pieces = await phone.wx(
      (wx) =>
        new Promise<unknown>((done) => {
          const bytes: number[] = [];
          const task = wx.request({
            url: '/api/bytes',
            enableChunked: true,
            success: ({ data }) => done([bytes, data]),
          });
          task.onChunkReceived(({ data }) => bytes.push(...new Uint8Array(data)));
        }),
    );
    expect(pieces).toEqual([[1, 2, 250], '']);
  });

  it('tells headers when they come', async () => {
    const phone = await openPlain();
    const type = await phone.wx(
      (wx) =>
        new Promise<unknown>((done) => {
          wx.request({ url: '/api/echo' }).onHeadersReceived(({ header }) =>
            done((header as Record<string, string>)['content-type']),
          );
        }),
    );
    expect(type).toBe('application/json');
  });
});

it('the state of the network is told, and when it changes', async () => {
  const phone = await openPlain({ serviceWorkers: 'block' });
  const now = () => phone.wx((wx) => wx.getNetworkType().then(({ networkType }) => networkType));
  await phone.wx((wx) => {
    const states: unknown[] = [];
    const listener = (state: unknown) => states.push(state);
    Object.assign(globalThis, { states, stop: () => wx.offNetworkStatusChange(listener) });
    wx.onNetworkStatusChange(listener);
  });
  expect(await now()).toBe('wifi');
  await phone.page.context().setOffline(true);
  await expect.poll(now).toBe('none');
  await phone.page.context().setOffline(false);
  await expect.poll(now).toBe('wifi');
  expect(await phone.page.evaluate('states')).toEqual([
    { isConnected: false, networkType: 'none' },
    { isConnected: true, networkType: 'wifi' },
  ]);
  await phone.page.evaluate('stop()');
  await phone.page.context().setOffline(true);
  await expect.poll(now).toBe('none');
  expect(await phone.page.evaluate('states.length')).toBe(2);
});

describe('up and down', () => {
  it('a file is downloaded to a path that can be read', async () => {
    const phone = await openPlain();
    const read = await phone.wx(
      (wx) =>
        new Promise<unknown>((done) => {
          wx.downloadFile({
            url: '/api/bytes',
            success: ({ tempFilePath, statusCode }) =>
              wx.getFileSystemManager().readFile({
                filePath: tempFilePath,
                encoding: 'hex',
                success: ({ data }) => done([statusCode, data]),
              }),
          });
        }),
    );
    expect(read).toEqual([200, '0102fa']);
  });

  it('a file is uploaded as a form with its name and fields', async () => {
    const phone = await openPlain();
    const sent = await phone.wx(
      (wx) =>
        new Promise<string>((done) => {
          const filePath = `${wx.env.USER_DATA_PATH}/成绩.csv`;
          wx.getFileSystemManager().writeFile({
            filePath,
            data: '学号,成绩',
            success: () =>
              wx.uploadFile({
                url: '/api/echo',
                filePath,
                name: 'sheet',
                formData: { term: '2026-2027-1' },
                success: ({ data }) => done(data),
              }),
          });
        }),
    );
    const { type, body } = JSON.parse(sent) as { type: string; body: string };
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('name="term"\r\n\r\n2026-2027-1');
    expect(body).toContain('name="sheet"; filename="成绩.csv"');
    expect(body).toContain('学号,成绩');
  });

  it('a file that is not there is refused; progress is not offered, and says so', async () => {
    const phone = await openPlain();
    const [missing, progress] = await phone.wx((wx) =>
      Promise.all([
        new Promise<string>((done) => {
          wx.uploadFile({
            url: '/api/echo',
            filePath: 'http://tmp/none',
            name: 'a',
            fail: ({ errMsg }) => done(errMsg),
          });
        }),
        new Promise<string>((done) => {
          try {
            wx.downloadFile({ url: '/api/bytes' }).onProgressUpdate(() => {});
            done('');
          } catch (error) {
            done((error as Error).message);
          }
        }),
      ]),
    );
    expect(missing).toBe("uploadFile:fail file doesn't exist: http://tmp/none");
    expect(progress).toBe('downloadFile 的 onProgressUpdate 未在本地运行环境中实现');
    expect(await phone.faults()).toHaveLength(1);
  });
});
