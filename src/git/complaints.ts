/** What git says on stderr while it goes on: the sign that something was not looked at. */

/** Reflogs outlive what they name: commits that were pruned are gone and can leak nothing. */
const HARMLESS = /references pruned commits/;

/** Git's own words where it failed or warned, each once. */
export function complaintsOf(status: number | null, stderr: string): string[] {
  const lines = [...new Set(stderr.split('\n'))].filter(
    (line) => /^(error|warning|fatal):/.test(line) && !HARMLESS.test(line),
  );
  if (status !== 0 && lines.length === 0) lines.push(`git ended in ${status ?? 'a signal'} without a word`);
  return lines;
}
