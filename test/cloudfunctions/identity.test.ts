import { describe, expect, it } from 'vitest';
import { toCustomUserId, verifiedBindingId } from '../../cloudfunctions/runtime/identity';

const BINDING = '0190a1b2-c3d4-7e8f-9a0b-1c2d3e4f5a6b';
const ID = '0190a1b2c3d47e8f9a0b1c2d3e4f5a6b';

describe('who is calling', () => {
  it('fits the 32 characters of a custom user id, and comes back whole', () => {
    expect(toCustomUserId(BINDING)).toMatch(/^[a-zA-Z0-9_\-#@~=*(){}[\]:.,<>+]{4,32}$/);
    expect(
      verifiedBindingId({ environment: JSON.stringify({ TCB_CUSTOM_USER_ID: toCustomUserId(BINDING) }) }),
    ).toBe(BINDING);
  });

  it('is read from the older spelling of the context, too', () => {
    expect(verifiedBindingId({ environ: `A=1;TCB_CUSTOM_USER_ID=${ID};B=x=y` })).toBe(BINDING);
  });

  it.each([
    ['no context', undefined],
    ['an empty one', {}],
    ['no custom user', { environment: '{"TCB_UUID":"0190a1b2c3d47e8f9a0b1c2d3e4f5a6b"}' }],
    ['an anonymous user', { environment: '{"TCB_CUSTOM_USER_ID":"","TCB_ISANONYMOUS_USER":"true"}' }],
    ['an id of another form', { environment: '{"TCB_CUSTOM_USER_ID":"admin"}' }],
    ['an id that is no text', { environment: '{"TCB_CUSTOM_USER_ID":{"a":1}}' }],
    ['no JSON', { environment: 'TCB_CUSTOM_USER_ID=0190a1b2c3d47e8f9a0b1c2d3e4f5a6b' }],
    ['JSON null', { environment: 'null' }],
  ])('is nobody with %s', (_what, context) => {
    expect(verifiedBindingId(context)).toBeNull();
  });

  it('is never taken from the environment of a warm instance', () => {
    process.env.TCB_CUSTOM_USER_ID = ID;
    try {
      expect(verifiedBindingId({ environment: '{}' })).toBeNull();
    } finally {
      delete process.env.TCB_CUSTOM_USER_ID;
    }
  });
});
