/** The version of keysieve, embedded when it is built. */

/** Replaced by the build with the version of package.json; not there when the sources run as they are. */
declare const __KEYSIEVE_VERSION__: string | undefined;
declare const __KEYSIEVE_BUILD__: string | undefined;

/** The version of package.json in what is published, `0.0.0-dev` where the sources run unbuilt (unit tests). */
export const VERSION: string = typeof __KEYSIEVE_VERSION__ === 'string' ? __KEYSIEVE_VERSION__ : '0.0.0-dev';

/** A digest of the sources that this was built from; `unbuilt` where they run as they are. */
export const BUILD: string = typeof __KEYSIEVE_BUILD__ === 'string' ? __KEYSIEVE_BUILD__ : 'unbuilt';
