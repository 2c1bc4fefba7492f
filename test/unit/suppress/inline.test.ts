import { describe, expect, it } from 'vitest';
import { createCommentFinder } from '#suppress/find-comments.ts';
import { inlineAllow } from '#suppress/inline.ts';
import { createLineIndex } from '#text/line-index.ts';
import { HERE, COMMENTED_RULE as RULE, verdictOn } from '../../support/comments.ts';

const WHY = `keysieve:allow ${RULE} because documented`;

describe('keysieve:allow', () => {
  it.each([
    ['#', `${HERE} # ${WHY}`],
    ['//', `${HERE} // ${WHY}`],
    ['/* */', `${HERE} /* ${WHY} */`],
    ['--', `${HERE} -- ${WHY}`],
    ['--[[ ]]', `${HERE} --[[ ${WHY} ]]`],
    [';', `${HERE} ; ${WHY}`],
    [';;', `${HERE} ;; ${WHY}`],
    ['%', `${HERE} % ${WHY}`],
    ['%%', `${HERE} %% ${WHY}`],
    ['!', `${HERE} ! ${WHY}`],
    ['<!-- -->', `${HERE} <!-- ${WHY} -->`],
    ['<%-- --%>', `${HERE} <%-- ${WHY} --%>`],
    ['<%# %>', `${HERE} <%# ${WHY} %>`],
    ['{# #}', `${HERE} {# ${WHY} #}`],
    ['{{!-- --}}', `${HERE} {{!-- ${WHY} --}}`],
    ['{- -}', `${HERE} {- ${WHY} -}`],
    ['(* *)', `${HERE} (* ${WHY} *)`],
    ['<# #>', `${HERE} <# ${WHY} #>`],
    ['#| |#', `${HERE} #| ${WHY} |#`],
    ['#= =#', `${HERE} #= ${WHY} =#`],
    ['rem', `${HERE} & rem ${WHY}`],
    ['REM', `${HERE} REM ${WHY}`],
    ['::', `${HERE} & :: ${WHY}`],
    ['dnl', `${HERE} dnl ${WHY}`],
    ["'", `${HERE} ' ${WHY}`],
    ['"', `${HERE} " ${WHY}`],
    ['"""', `${HERE} """${WHY}"""`],
    ["'''", `${HERE} '''${WHY}'''`],
    ['..', `${HERE}\t.. ${WHY}`],
    ['nothing, CRLF', `${HERE} ${WHY}\r\nx`],
    ['a value of JSON', `{ "key": "${HERE}", "note": "${WHY}",`],
    ['a comment of another tool behind it', `${HERE} # ${WHY} # gitleaks:allow`],
    ['one of another tool before it', `${HERE} // nosec gitleaks:allow // ${WHY}`],
  ])('counts in a comment with %s', (_, text) => expect(verdictOn(text)).toBe('documented'));

  it.each([
    ['a reason in other letters', `${HERE} # keysieve:allow ${RULE} because né 漢`, 'né 漢'],
    ['a reason that ends in a bracket', `${HERE} # keysieve:allow ${RULE} because (see here)`, '(see here)'],
    ['tabs between', `${HERE} #\tkeysieve:allow\t${RULE}\tbecause\tdocumented`, 'documented'],
    ['a glob', `${HERE} # keysieve:allow aws-* because documented`, 'documented'],
    ['a star alone', `${HERE} # keysieve:allow * because documented`, 'documented'],
    ['stars in several places', `${HERE} # keysieve:allow *access*id because documented`, 'documented'],
    ['several rules', `${HERE} # keysieve:allow jwt, ${RULE},other because documented`, 'documented'],
    ['another rule before it', `${HERE} keysieve:allow other because one keysieve:allow ${RULE} because two`, 'two'],
    ['another rule behind it', `${HERE} keysieve:allow ${RULE} because one keysieve:allow other because two`, 'one'],
    ['one without a reason before it', `${HERE} keysieve:allow ${RULE} keysieve:allow ${RULE} because two`, 'two'],
    ['a day to come', `${HERE} # keysieve:allow ${RULE} until 2027-01-31 because documented`, 'documented'],
    ['the present day', `${HERE} # keysieve:allow ${RULE} until 2026-11-23 because documented`, 'documented'],
    ['a day behind the reason', `${HERE} # keysieve:allow ${RULE} because documented until 2027-01-31`, 'documented'],
    ['a line before', `# keysieve:allow-next-line ${RULE} because documented\n${HERE}`, 'documented'],
    ['the first of several lines', `[a # keysieve:allow ${RULE} because documented\nb\nc]`, 'documented'],
    ['the last of several lines', `"""[a\nb\nc]""" # keysieve:allow ${RULE} because documented`, 'documented'],
    ['a line before several', `# keysieve:allow-next-line ${RULE} because documented\n[a\nb\nc]`, 'documented'],
  ])('counts with %s', (_, text, reason) => expect(verdictOn(text)).toBe(reason));

  it.each([
    ['no reason', `${HERE} # keysieve:allow ${RULE}`, 'reason'],
    ['an empty reason', `${HERE} # keysieve:allow ${RULE} because `, 'reason'],
    ['nothing but the end of a comment', `${HERE} /* keysieve:allow ${RULE} because */`, 'reason'],
    ['a reason without its word', `${HERE} # keysieve:allow ${RULE} it is an example`, 'reason'],
    ['a day and no reason', `${HERE} # keysieve:allow ${RULE} until 2027-01-31`, 'reason'],
    ['nothing but a day for a reason', `${HERE} # keysieve:allow ${RULE} because until 2027-01-31`, 'reason'],
    ['no rule', `${HERE} # keysieve:allow`, 'only with a rule'],
    ['a reason and no rule', `${HERE} # keysieve:allow because documented`, 'only with a rule'],
    ['a day that is over', `${HERE} # keysieve:allow ${RULE} until 2026-11-22 because x`, 'expired: 2026-11-22'],
    ['a day over behind it', `${HERE} # keysieve:allow ${RULE} because x until 2026-11-22`, 'expired: 2026-11-22'],
    ['a day that is none', `${HERE} # keysieve:allow ${RULE} until 2027-02-30 because x`, 'no date'],
    ['a day in words', `${HERE} # keysieve:allow ${RULE} until tomorrow because x`, 'no date'],
    ['no reason on the line before', `# keysieve:allow-next-line ${RULE}\n${HERE}`, 'reason'],
    ['no reason beside a form of another tool', `${HERE} # keysieve:allow ${RULE} gitleaks:allow`, 'reason'],
  ])('fails and says so with %s', (_, text, why) => {
    expect(verdictOn(text)).toMatch(new RegExp(`^failed: "keysieve:allow.*(?:${why})`));
  });

  it.each([
    ['another rule', `${HERE} # keysieve:allow other because documented`],
    ['the beginning of the rule', `${HERE} # keysieve:allow aws because documented`],
    ['a longer name', `${HERE} # keysieve:allow ${RULE}-x because documented`],
    ['a glob for others', `${HERE} # keysieve:allow gcp-* because documented`],
    ['a glob whose parts overlap', `${HERE} # keysieve:allow aws-access-key-id*id because documented`],
    ['a dot for any character', `${HERE} # keysieve:allow aws.access.key.id because documented`],
    ['no blank', `${HERE} # keysieve:allow${RULE} because documented`],
    ['the form for the next line', `${HERE} # keysieve:allow-next-line ${RULE} because documented`],
    ['a form that does not exist', `${HERE} # keysieve:allow-file ${RULE} because documented`],
    ['other letters', `${HERE} # KEYSIEVE:ALLOW ${RULE} because documented`],
    ['the line before', `# ${WHY}\n${HERE}`],
    ['the line behind', `${HERE}\n# ${WHY}`],
    ['a line between it and the next one', `# keysieve:allow-next-line ${RULE} because documented\n\n${HERE}`],
    ['the form for the next line behind', `${HERE}\n# keysieve:allow-next-line ${RULE} because documented`],
    ['a line within several', `[a\nb # ${WHY}\nc]`],
    ['the line behind several', `[a\nb\nc]\n# ${WHY}`],
    ['a line end of another kind', `# ${WHY}\r\n${HERE}`],
    ['nothing at all', HERE],
  ])('does not count with %s', (_, text) => expect(verdictOn(text)).toBeUndefined());

  it('gives its last day', () => {
    const comments = [
      { text: `keysieve:allow ${RULE} until 2027-01-31 because x`, line: 3, isAlone: true, place: 'line' },
    ] as const;
    const context = { rule: RULE, today: '2026-11-23', foreign: false };
    expect(inlineAllow(comments, context)).toEqual({ reason: 'x', form: 'keysieve:allow', expiry: '2027-01-31' });
  });
});

describe('keysieve:allow-start', () => {
  const start = `# keysieve:allow-start ${RULE} because documented`;
  const end = '# keysieve:allow-end';

  it.each([
    ['ends', `${start}\na\n${HERE}\n${end}\n`],
    ['ends with the name of its rule', `${start}\n${HERE}\n${end} ${RULE}\n`],
    [
      'ends in a block comment',
      `/* keysieve:allow-start ${RULE} because documented */\n${HERE}\n/* keysieve:allow-end */`,
    ],
    ['holds another', `${start}\n# keysieve:allow-start jwt because x\n${end}\n${HERE}\n${end}\n`],
    ['holds another that is named', `${start}\n# keysieve:allow-start jwt because x\n${HERE}\n${end} jwt\n${end}\n`],
    ['overlaps with another', `${start}\n# keysieve:allow-start jwt because x\n${end} jwt\n${HERE}\n${end} ${RULE}\n`],
    ['has a day', `# keysieve:allow-start ${RULE} until 2027-01-31 because documented\n${HERE}\n${end}`],
  ])('allows what stands in a block that %s', (_, text) => expect(verdictOn(text)).toBe('documented'));

  it.each([
    ['before it', `${HERE}\n${start}\n${end}\n`],
    ['behind it', `${start}\n${end}\n${HERE}\n`],
    ['in a block for another rule', `# keysieve:allow-start jwt because x\n${HERE}\n${end}\n`],
    ['across its end', `${start}\n[a\n${end}\nb]\n`],
    ['across its beginning', `[a\n${start}\nb]\n${end}\n`],
    ['between two', `${start}\n${end}\n${HERE}\n${start}\n${end}`],
  ])('does not allow what stands %s', (_, text) => expect(verdictOn(text)).toBeUndefined());

  it.each([
    ['it is never closed', `${start}\n${HERE}\n`, 'keysieve:allow-end'],
    ['only one for another rule is closed', `${start}\n${HERE}\n${end} jwt\n`, 'keysieve:allow-end'],
    ['it has no reason', `# keysieve:allow-start ${RULE}\n${HERE}\n${end}`, 'reason'],
    ['it names no rule', `# keysieve:allow-start\n${HERE}\n${end}`, 'rule'],
    ['its day is over', `# keysieve:allow-start ${RULE} until 2020-01-01 because x\n${HERE}\n${end}`, 'expired'],
  ])('fails and says so where %s', (_, text, why) => {
    expect(verdictOn(text)).toMatch(new RegExp(`^failed: "keysieve:allow-start".*${why}`));
  });

  it('does not count where there are too many of them to follow', () => {
    const many = `${start}\n${end}\n`.repeat(501);
    expect(verdictOn(`${many}${start}\n${HERE}\n${end}`)).toBeUndefined();
    expect(verdictOn(`${start}\n`.repeat(17) + `${HERE}\n${end}\n`.repeat(17))).toBeUndefined();
  });
});

describe('forms of other tools', () => {
  it.each([
    [`${HERE} # gitleaks:allow`],
    [`"""[a\nb]""" # gitleaks:allow`],
    [`${HERE} # betterleaks:allow`],
    [`${HERE} # trufflehog:ignore`],
    [`${HERE} // kingfisher:ignore`],
    [`# kingfisher:ignore\n[a\nb]`],
    [`# kingfisher:ignore\nKEY = """\n[a\nb]\n"""`],
    [`"""\n[a\nb]\n"""\n# kingfisher:ignore`],
    [`[a\nb]\n# kingfisher:ignore`],
    [`${HERE} # pragma: allowlist secret`],
    [`${HERE} # pragma: whitelist secret`],
    [`${HERE} # Pragma:allowlist-secret`],
    [`# pragma: allowlist nextline secret\n${HERE}`],
    [`  <!-- pragma: allowlist nextline secret -->\n${HERE}`],
    [`rem pragma: whitelist nextline secret\n${HERE}`],
    [`${HERE} // secretlint-disable-line`],
    [`// secretlint-disable-next-line\n${HERE}`],
    [`/* secretlint-disable */\nx\n${HERE}`],
    [`/* secretlint-disable */\n${HERE}\n/* secretlint-enable */`],
    [`// secretlint-disable @secretlint/secretlint-rule-aws\n${HERE}`],
    [`// secretlint-disable-line @secretlint/secretlint-rule-npm, @secretlint/secretlint-rule-aws ${HERE}`],
    [`// secretlint-disable\n// secretlint-enable\n// secretlint-disable @secretlint/secretlint-rule-aws\n${HERE}`],
    [`<!-- secretlint-disable-next-line @secretlint/secretlint-rule-aws -->\n${HERE}`],
  ])('%j', (text) => {
    expect(verdictOn(text)).toBe('none given');
    expect(verdictOn(text, { foreign: false })).toBeUndefined();
  });

  it.each([
    ['@secretlint/secretlint-rule-privatekey', 'private-key'],
    ['@secretlint/secretlint-rule-basicauth', 'url-password'],
    ['@secretlint/secretlint-rule-gcp', 'google-api-key'],
    ['@secretlint/secretlint-rule-database-connection-string', 'jdbc-password'],
    ['@secretlint/secretlint-rule-slack', 'slack-bot-token'],
  ])('%s of secretlint means %s', (name, rule) => {
    expect(verdictOn(`${HERE} // secretlint-disable-line ${name}`, { rule })).toBe('none given');
    expect(verdictOn(`${HERE} // secretlint-disable-line ${name}`)).toBeUndefined();
  });

  it.each([
    [`${HERE} // secretlint-disable-line -- it is revoked`],
    [`/* secretlint-disable @secretlint/secretlint-rule-aws -- it is revoked */\n${HERE}`],
  ])('%j gives a reason', (text) => expect(verdictOn(text)).toBe('it is revoked'));

  it.each([
    [`# gitleaks:allow\n${HERE}`],
    [`${HERE}\n# gitleaks:allow`],
    [`# trufflehog:ignore\n${HERE}`],
    [`# kingfisher:ignore\n${HERE}`],
    [`x = 1 # kingfisher:ignore\n[a\nb]`],
    [`# pragma: allowlist secret\n${HERE}`],
    [`${HERE} # pragma: allowlist nextline secret`],
    [`x = 1 # pragma: allowlist nextline secret\n${HERE}`],
    [`${HERE} # pragma: allow secrets`],
    [`${HERE} # gitleaks: allow`],
    [`${HERE} # secretlint-disable-next-line`],
    [`# secretlint-disable-next-line\n\n${HERE}`],
    [`# secretlint-disable-line\n${HERE}`],
    [`# secretlint-disable\n# secretlint-enable\n${HERE}`],
    [`# secretlint-disable @secretlint/secretlint-rule-npm\n${HERE}`],
    [`# secretlint-disable rule-aws\n${HERE}`],
    [
      `# secretlint-disable @secretlint/secretlint-rule-aws\n# secretlint-enable @secretlint/secretlint-rule-aws\n${HERE}`,
    ],
    [`# secretlint-disable\n# secretlint-enable @secretlint/secretlint-rule-aws\n${HERE}`],
    [`[a\n# secretlint-enable\n# secretlint-disable\nb]`],
    [`- secretlint-disable\n${HERE}`],
    [`# secretlint-disable\n; secretlint-enable\n${HERE}`],
    [`it knows secretlint-disable\n${HERE}`],
  ])('not %j', (text) => expect(verdictOn(text)).toBeUndefined());

  it('come after ours', () => {
    expect(verdictOn(`${HERE} # gitleaks:allow ${WHY}`)).toBe('documented');
  });
});

describe('a text that wants to keep us busy', () => {
  it.each([
    ['stars', `keysieve:allow ${'*'.repeat(4000)}z because x`],
    ['stars and letters', `keysieve:allow ${'*s'.repeat(2000)}z because x`],
    ['blanks in the reason', `keysieve:allow ${RULE} because x${' '.repeat(4000)}y`],
    ['quotes in the reason', `keysieve:allow ${RULE} because x${'"'.repeat(4000)}y`],
    ['blanks before the reason', `keysieve:allow ${RULE}${' '.repeat(4000)}x`],
    ['allows', `keysieve:allow ${RULE} because `.repeat(3000)],
    ['pragmas', 'pragma: '.repeat(20_000)],
    ['signs', `${'#'.repeat(500_000)}gitleaks:allow`],
    ['signs between marks', `${'#'.repeat(100)}secretlint-disable`.repeat(10_000)],
    ['blocks', `keysieve:allow-start ${RULE} because x\nkeysieve:allow-end\n`.repeat(10_000)],
    ['blocks in blocks', 'secretlint-disable\n'.repeat(100_000)],
    ['closing blocks', 'secretlint-enable @secretlint/x\n'.repeat(100_000)],
    ['delimiters', '"""\n'.repeat(10_000)],
  ])('does not, with many %s', (_, hostile) => {
    const text = `${hostile}\n${`${HERE} `.repeat(5000)}\n${hostile}`;
    const started = performance.now();
    const find = createCommentFinder(text, createLineIndex(text, { line: 1, column: 1 }));
    for (let at = hostile.length + 1; at < hostile.length + 5000 * 9; at += 9) {
      inlineAllow(find(at, at + 8), { rule: RULE, today: '2026-11-23', foreign: true });
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
