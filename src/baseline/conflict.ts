/** What git leaves in a file that two sides changed in the same place. */

/**
 * The lines of both sides, without the markers (`<<<<<<<`, `=======`, `>>>>>>>`) and without what was there before
 * (behind `|||||||`). Entries stand each for itself, so both sides hold.
 */
export function bothSides(text: string): string {
  let isBefore = false;
  const kept = text.split('\n').filter((line) => {
    const [, marker] = /^([<=>|])\1{6}(?: |\r?$)/.exec(line) ?? [];
    if (marker === '|') isBefore = true;
    else if (marker === '=') isBefore = false;
    return marker === undefined && !isBefore;
  });
  return kept.join('\n');
}
