/** Whether everything is there that the objects of a store refer to. */

/** `unknown`: not all of them were asked; `closed`: all is there; `open`: something is not. Numbers in a cache: only add. */
export const REFERENCES = ['unknown', 'closed', 'open'] as const;

export type References = (typeof REFERENCES)[number];
