import { describe, expect, it } from 'vitest';
import { type Phone, useFixture } from './harness';

const { open } = useFixture();
const openPlain = (options = {}) => open('/pages/plain/plain', options);

/** Chooses, and reads what was chosen. */
const chosenBy = (phone: Phone, count = 1) =>
  phone.wx(async (wx, most) => {
    try {
      const { tempFiles } = await wx.chooseMessageFile({
        count: most,
        type: 'file',
        extension: ['csv', '.xlsx'],
      });
      return tempFiles.map(({ name, size, type, path }) => [
        name,
        size,
        type,
        path.startsWith('http://tmp/') && path.endsWith('.csv'),
      ]);
    } catch (error) {
      return (error as { errMsg: string }).errMsg;
    }
  }, count);

const csv = (name: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from('a,b') });

describe('chooseMessageFile', () => {
  it('from this machine', async () => {
    const phone = await openPlain();
    const chooser = phone.page.waitForEvent('filechooser');
    const chosen = chosenBy(phone, 2);
    const dialog = await chooser;
    expect(dialog.isMultiple()).toBe(true);
    expect(await dialog.element().getAttribute('accept')).toBe('.csv,.xlsx');
    await dialog.setFiles([csv('甲.csv'), csv('乙.CSV')]);
    expect(await chosen).toEqual([
      ['甲.csv', 3, 'file', true],
      ['乙.CSV', 3, 'file', false],
    ]);
    expect(await phone.page.locator('#device-file').count()).toBe(0);
  });

  it('of another kind is refused by name', async () => {
    const phone = await openPlain();
    const chooser = phone.page.waitForEvent('filechooser');
    const chosen = chosenBy(phone);
    await (await chooser).setFiles([csv('照片.png')]);
    expect(await chosen).toBe('chooseMessageFile:fail file type not allowed: 照片.png');
  });

  it('from the page around, which may leave it to this machine or take it back', async () => {
    const phone = await openPlain({
      before: () => {
        const asked: unknown[] = [];
        const answers = [[new File(['x'], '夹.csv')], null, 'device'];
        const pickFiles = async (options: unknown) => {
          asked.push(options);
          return answers.shift();
        };
        Object.assign(globalThis, { asked, __preview: { pickFiles } });
      },
    });
    expect(await chosenBy(phone)).toEqual([['夹.csv', 1, 'file', true]]);
    expect(await phone.page.evaluate('asked')).toEqual([{ count: 1, extensions: ['csv', 'xlsx'] }]);
    expect(await chosenBy(phone)).toBe('chooseMessageFile:fail cancel');
    const chooser = phone.page.waitForEvent('filechooser');
    const third = chosenBy(phone);
    await (await chooser).setFiles([csv('机.csv')]);
    expect(await third).toEqual([['机.csv', 3, 'file', true]]);
  });
});

describe('the file system', () => {
  it('reads what was written, whole, in part and in each encoding', async () => {
    const phone = await openPlain();
    const read = await phone.wx(async (wx) => {
      const files = wx.getFileSystemManager();
      const filePath = `${wx.env.USER_DATA_PATH}/a.txt`;
      const done = <T>(
        run: (end: { success(result: T): void; fail(error: { errMsg: string }): void }) => void,
      ) =>
        new Promise<T | string>((resolve) =>
          run({ success: resolve, fail: ({ errMsg }) => resolve(errMsg) }),
        );
      const get = async (options: object) => {
        const result = await done<{ data: string | ArrayBuffer }>((end) =>
          files.readFile({ filePath, ...options, ...end }),
        );
        return typeof result === 'string' ? result : result.data;
      };
      await done((end) => files.writeFile({ filePath, data: 'aé', ...end }));
      const bytes = await get({});
      const texts = [];
      for (const encoding of ['utf8', 'hex', 'base64', 'binary']) texts.push(await get({ encoding }));
      const part = await get({ encoding: 'utf8', position: 0, length: 1 });
      const wrong = await get({ encoding: 'gbk' });
      const size = await done<{ size: number }>((end) => files.getFileInfo({ filePath, ...end }));
      await done((end) => files.unlink({ filePath, ...end }));
      return [
        [...new Uint8Array(bytes as ArrayBuffer)],
        texts,
        part,
        wrong,
        (size as { size: number }).size,
        await get({}),
        await done((end) => files.access({ path: filePath, ...end })),
      ];
    });
    expect(read).toEqual([
      [97, 195, 169],
      ['aé', '61c3a9', 'YcOp', 'aÃ©'],
      'a',
      'readFile:fail invalid encoding "gbk"',
      3,
      "readFile:fail no such file or directory, open 'http://usr/a.txt'",
      "access:fail no such file or directory 'http://usr/a.txt'",
    ]);
  });

  it('shows a stored picture by its path', async () => {
    const phone = await openPlain();
    const shown = await phone.wx(
      (wx) =>
        new Promise<string>((done) => {
          wx.downloadFile({
            url: '/app/files/assets/dot.png',
            success: ({ tempFilePath }) => done(tempFilePath),
          });
        }),
    );
    await phone.wx((wx, image) => wx.showToast({ title: '图', image }), shown);
    expect(await phone.page.locator('.toast img').getAttribute('src')).toMatch(/^blob:/);
  });
});

describe('openDocument', () => {
  const write = (phone: Phone) =>
    phone.wx(
      (wx) =>
        new Promise<string>((done) => {
          const filePath = `${wx.env.USER_DATA_PATH}/附件2.pdf`;
          wx.getFileSystemManager().writeFile({ filePath, data: '%PDF-', success: () => done(filePath) });
        }),
    );

  it('hands the file to the page around, with name and kind', async () => {
    const phone = await openPlain({
      before: () => {
        const shown: unknown[] = [];
        Object.assign(globalThis, {
          shown,
          __preview: {
            openDocument: ({ blob, url, ...rest }: { blob: Blob; url: string }) =>
              shown.push({ ...rest, size: blob.size, isBlob: url.startsWith('blob:') }),
          },
        });
      },
    });
    const filePath = await write(phone);
    await phone.wx((wx, path) => wx.openDocument({ filePath: path, showMenu: true }), filePath);
    expect(await phone.page.evaluate('shown')).toEqual([
      { fileName: '附件2.pdf', fileType: 'pdf', size: 5, isBlob: true },
    ]);
  });

  it('without one opens a window; a file that is not there is refused', async () => {
    const phone = await openPlain();
    const filePath = await write(phone);
    const popup = phone.page.waitForEvent('popup');
    await phone.wx((wx, path) => wx.openDocument({ filePath: path }), filePath);
    await (await popup).close();
    expect(
      await phone.wx((wx) =>
        wx.openDocument({ filePath: 'http://tmp/none' }).catch(({ errMsg }) => errMsg as string),
      ),
    ).toBe("openDocument:fail file doesn't exist: http://tmp/none");
  });
});

describe('previewImage', () => {
  it('shows pictures one after the other, and closes by a tap', async () => {
    const phone = await openPlain();
    const message = await phone.wx(async (wx) => {
      const canvas =
        'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
      return (
        (await wx.previewImage({ urls: [canvas, `${canvas}#2`], current: `${canvas}#2` })) as {
          errMsg: string;
        }
      ).errMsg;
    });
    expect(message).toBe('previewImage:ok');
    const viewer = phone.page.getByRole('dialog', { name: '图片' });
    expect(await viewer.innerText()).toContain('2 / 2');
    await phone.page.keyboard.press('ArrowRight');
    expect(await viewer.innerText()).toContain('1 / 2');
    await viewer.getByRole('button', { name: '关闭图片' }).click();
    expect(await viewer.count()).toBe(0);
  });

  it('of nothing is refused', async () => {
    const phone = await openPlain();
    const message = await phone.wx(async (wx) => {
      try {
        await wx.previewImage({ urls: [] });
        return '';
      } catch (error) {
        return (error as { errMsg: string }).errMsg;
      }
    });
    expect(message).toBe('previewImage:fail parameter error: parameter.urls should have at least one item');
  });
});
