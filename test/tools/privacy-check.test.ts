import { describe, expect, it } from 'vitest';
import { PRIVACY_APIS } from '#core/domain/privacy-guide';
import { privacyProblems, readSources } from '../../tools/privacy-check';

const APP = { __usePrivacyCheck__: true };
const script = (text: string) => [{ name: 'pages/a.ts', text }];
const template = (text: string) => [{ name: 'pages/a.wxml', text }];

describe('privacy interfaces', () => {
  it('of this mini-program are the declared ones', () => {
    const sources = readSources(new URL('../../miniprogram', import.meta.url).pathname);
    expect(sources.length).toBeGreaterThan(50);
    expect(privacyProblems(sources, APP)).toEqual([]);
    expect(privacyProblems(sources, APP, PRIVACY_APIS.slice(1))).toEqual([
      expect.stringContaining('chooseMedia'),
    ]);
  });

  it.each([
    script(`wx.getLocation({})`),
    script(`wx?.getLocation?.({})`),
    script(`wx . getLocation({})`),
    script(`wx['getLocation']({})`),
    script(`const { login, getLocation: where } = wx;`),
    template(`<button open-type="getPhoneNumber" />`),
    template(`<t-button open-type="{{isNew ? 'getPhoneNumber' : ''}}" />`),
    template(`<input class="a" type="nickname" />`),
    template(`<camera mode="scanCode" />`),
  ])('finds %j', (source) => {
    expect(privacyProblems([source], APP, [])).toEqual([expect.stringContaining('没有声明')]);
  });

  it('finds what is declared and not used, and a switch that is off', () => {
    expect(privacyProblems([], APP, [{ api: 'scanCode' }])).toEqual([expect.stringContaining('scanCode')]);
    expect(privacyProblems([], {}, [])).toEqual([expect.stringContaining('__usePrivacyCheck__')]);
    expect(privacyProblems(script(`wx.login(); // getLocation`), APP, [])).toEqual([]);
  });
});
