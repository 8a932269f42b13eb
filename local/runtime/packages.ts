/** Where an npm package's files stand, in the main package or in a subpackage. */
export const NPM = 'miniprogram_npm';

/** Parts of an npm package are not ours to correct. */
export const isPackage = (name: string): boolean => name.split('/').includes(NPM);
