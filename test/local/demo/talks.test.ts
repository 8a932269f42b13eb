import { expect, it } from 'vitest';
import { familyChoices } from '../../../local/demo/talks';

it.each([
  ['农村，务农，经济一般，双亲家庭', { household: 'rural', economy: 'ordinary', parents: 'both' }],
  ['城镇，父母下岗，经济较困难，单亲，随母', { household: 'town', economy: 'hard', parents: 'single' }],
  ['城镇，经济较好，父母离异，随祖辈', { household: 'town', economy: 'comfortable', parents: 'other' }],
])('%s is chosen as it is written', (family, choices) => expect(familyChoices(family)).toEqual(choices));
