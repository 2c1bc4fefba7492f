/** Says whether a repository's configuration leaves it what `git init` makes, by a parser that gives up early. */

/** `[remote "origin"]`; git also reads a first setting behind it on the same line, which this does not. */
const SECTION = /^[ \t]*\[([A-Za-z0-9-]+)(?:[ \t]+"(?:[^"\\]|\\.)*")?\][ \t]*(?:[#;].*)?$/;

/** `url = https://example.com`, or a name alone, which means true. */
const SETTING = /^[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]*(?:=[ \t]*(.*?))?[ \t]*$/;

const EMPTY_LINE = /^[ \t]*(?:[#;].*)?$/;

/** Sections that bring in other files, another format of the repository, or another index. */
const PECULIAR_SECTIONS = ['extensions', 'include', 'includeif', 'index'];

/**
 * Git asks four things of this file when it looks for a repository: `core.repositoryFormatVersion`, `core.bare`,
 * `core.worktree` and `extensions.*`. True where it answers the first two as `git init` does and the others not at all;
 * false also where it is written in a way that takes more than lines to read.
 */
export function isPlainConfig(text: string): boolean {
  let section = '';
  let isOfWorkTree = false;
  for (const line of text.split(/\r?\n/)) {
    if (EMPTY_LINE.test(line)) continue;
    const header = SECTION.exec(line)?.[1]?.toLowerCase();
    if (header !== undefined) {
      if (PECULIAR_SECTIONS.includes(header)) return false;
      section = header;
      continue;
    }
    const [, name, value] = SETTING.exec(line) ?? [];
    if (name === undefined || section === '' || !isOneLine(value ?? '')) return false;
    if (section !== 'core') continue;
    const setting = `${name.toLowerCase()}=${value}`;
    if (setting === 'bare=false') isOfWorkTree = true;
    else if (/^(bare|worktree)=/.test(setting)) return false;
    else if (/^repositoryformatversion=(?!0$)/.test(setting)) return false;
  }
  return isOfWorkTree;
}

/** Without a backslash, which at the end goes on in the next line, and with a second quote for each first one. */
function isOneLine(value: string): boolean {
  return !value.includes('\\') && value.split('"').length % 2 === 1;
}
