import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeInvitation, readInvitation } from '#core/domain/invitation';

/** What WeChat takes, at most 32 signs of it. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

it('is a scene that WeChat takes, another one each time', () => {
  const scenes = Array.from({ length: 200 }, () => makeInvitation(randomBytes));
  expect(scenes.every((scene) => SCENE.test(scene))).toBe(true);
  expect(new Set(scenes).size).toBe(200);
});

it('is read as WeChat hands it over, and only whole', () => {
  const scene = makeInvitation(randomBytes);
  expect(readInvitation(scene)).toBe(scene);
  expect(readInvitation(encodeURIComponent(scene))).toBe(scene);
  expect(readInvitation(scene.replace('-', '%2D'))).toBe(scene);
  for (const given of [
    '',
    '%',
    '%E4%B8',
    scene.slice(0, -1),
    `${scene}2`,
    scene.slice(2),
    `x${scene.slice(1)}`,
  ]) {
    expect(readInvitation(given)).toBeNull();
  }
});
