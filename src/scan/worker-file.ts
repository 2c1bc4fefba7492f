/** Where the program of the worker threads is. */

/**
 * The build puts it beside the bundles. A program that bundles keysieve into itself has to copy it there as well, or to
 * scan with one job. Where the sources run as they are there is none.
 */
export const WORKER_FILE: string = `${import.meta.dirname}/worker.cjs`;
