import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  chooseSpreadsheet,
  openPaper,
  passOn,
  removePapers,
  uploadImport,
} from '../../../miniprogram/services/files';
import { type FakeWx, installWx, USER_DATA_PATH } from '../wx';

const { app, cloud, done, resetCloud } = await vi.hoisted(() => import('../cloud'));
vi.mock('@cloudbase/js-sdk/app', () => ({ default: app }));
vi.mock('@cloudbase/js-sdk/auth', () => ({ registerAuth: () => undefined }));
vi.mock('@cloudbase/js-sdk/functions', () => ({ registerFunctions: () => undefined }));

let phone: FakeWx;
beforeEach(() => {
  phone = installWx();
  resetCloud();
  cloud.hasSession = true;
});
afterEach(() => vi.unstubAllGlobals());

const bytes = (text: string) => new TextEncoder().encode(text);
const linkTo = (fileName: string, content = fileName) => {
  const url = `https://storage.example/${content}`;
  phone.served.set(url, { statusCode: 200, bytes: bytes(content) });
  return { url, fileName, expiresAt: '2026-09-14T03:00:00Z' };
};

describe('a paper', () => {
  it.each([
    ['谈话记录表-佘祎-2026-09-14.pdf', '谈话记录表.pdf', 'pdf'],
    ['谈话记录表-空白.pdf', '谈话记录表.pdf', 'pdf'],
    ['谈话记录表-佘祎-2026-09-14.DOCX', '谈话记录表.docx', 'docx'],
    ['佘祎-202409011008.pdf', '材料.pdf', 'pdf'],
    ['../../佘祎.pdf', '材料.pdf', 'pdf'],
  ])('%s is shown as %s: no name, no number', async (fileName, shown, fileType) => {
    await openPaper(linkTo(fileName));
    expect(phone.opened).toMatchObject([{ filePath: `${USER_DATA_PATH}/${shown}`, fileType }]);
  });

  it('that WeChat cannot show is handed to a chat, by its kind alone', async () => {
    await passOn(linkTo('学生档案-佘祎-202409011004-2026-09-14.json', '{}'));
    expect(phone.shared).toEqual([{ fileName: '学生档案.json', bytes: bytes('{}') }]);
    await removePapers();
    expect(phone.files.size).toBe(0);
  });

  it('takes the place of the last one', async () => {
    await openPaper(linkTo('谈话记录表-佘祎-2026-09-14.pdf', 'first'));
    await openPaper(linkTo('谈话记录表-沈翀-2026-09-15.pdf', 'second'));
    expect([...phone.files.keys()]).toEqual([`${USER_DATA_PATH}/谈话记录表.pdf`]);
    expect(phone.opened.at(-1)?.bytes).toEqual(bytes('second'));
  });

  it.each([
    ['the link ran out', () => void phone.served.clear(), 'DOWNLOAD', '请再打开一次'],
    ['there is no network', () => void (phone.isOnline = false), 'OFFLINE', '请检查网络后重试'],
  ])('is not there where %s, and neither is the one before', async (_, breakIt, code, words) => {
    await openPaper(linkTo('谈话记录表-佘祎-2026-09-14.pdf'));
    const next = linkTo('谈话记录表-沈翀-2026-09-15.pdf');
    breakIt();
    await expect(openPaper(next)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(phone.files.size).toBe(0);
    expect(phone.opened).toHaveLength(1);
  });

  it('that does not open is spoken of by its kind, never by a name', async () => {
    const opening = openPaper(linkTo('谈话记录表-佘祎-2026-09-14.pdf', ''));
    await expect(opening).rejects.toMatchObject({
      code: 'OPEN',
      message: '「谈话记录表」没有打开，请重试。',
    });
  });

  it('is gone after 退出, of every kind; other files stay', async () => {
    phone.files.set(`${USER_DATA_PATH}/other`, bytes('x'));
    await openPaper(linkTo('谈话记录表-佘祎-2026-09-14.pdf'));
    await openPaper(linkTo('谈话记录表-佘祎-2026-09-14.docx'));
    await openPaper(linkTo('证明-佘祎.pdf'));
    await removePapers();
    expect([...phone.files.keys()]).toEqual([`${USER_DATA_PATH}/other`]);
  });
});

describe('choosing a spreadsheet', () => {
  it('gives name, size and path', async () => {
    phone.choice = { name: '成绩.xlsx', size: 10, path: 'http://tmp/1.xlsx' };
    await expect(chooseSpreadsheet()).resolves.toEqual(phone.choice);
  });

  it('is nothing where the person changed their mind', async () => {
    phone.choice = null;
    await expect(chooseSpreadsheet()).resolves.toBeNull();
  });

  it('that fails says so', async () => {
    phone.choice = undefined;
    await expect(chooseSpreadsheet()).rejects.toMatchObject({
      code: 'FILE',
      message: '没有取到文件，请重试。',
    });
  });
});

describe('sending a file', () => {
  const file = { name: '成绩.xlsx', size: 3, path: 'http://tmp/1.xlsx' };
  beforeEach(() => {
    phone.files.set(file.path, bytes('abc'));
    cloud.function = () =>
      done({ fileId: 'f', upload: { url: 'https://storage.example/put', method: 'PUT', headers: {} } });
  });

  it('goes straight to storage, byte for byte, and is known by the id of the ticket', async () => {
    await expect(uploadImport(file)).resolves.toBe('f');
    expect(cloud.calls).toMatchObject([
      { name: 'import', data: { action: 'imports.upload', input: { fileName: '成绩.xlsx', size: 3 } } },
    ]);
    expect(phone.requests).toMatchObject([{ url: 'https://storage.example/put', method: 'PUT' }]);
    expect(new Uint8Array(phone.requests[0]?.data as ArrayBuffer)).toEqual(bytes('abc'));
  });

  it.each([
    [199, false],
    [200, true],
    [204, true],
    [299, true],
    [300, false],
    [403, false],
  ])('answered with %i has arrived: %s', async (statusCode, hasArrived) => {
    phone.statusCode = statusCode;
    const sent = uploadImport(file);
    if (hasArrived) await expect(sent).resolves.toBe('f');
    else
      await expect(sent).rejects.toMatchObject({
        code: 'UPLOAD',
        message: '「成绩.xlsx」没有上传成功，请重试。',
      });
  });

  it('without a network is OFFLINE; a file that is gone is named as one', async () => {
    phone.files.delete(file.path);
    await expect(uploadImport(file)).rejects.toMatchObject({ code: 'FILE' });
    phone.files.set(file.path, bytes('abc'));
    phone.isOnline = false;
    await expect(uploadImport(file)).rejects.toMatchObject({ code: 'OFFLINE' });
  });
});
