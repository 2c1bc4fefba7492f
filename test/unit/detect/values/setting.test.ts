/** Where values stand that need no quotes, and where they do not. */

import { describe, expect, it } from 'vitest';
import { isQuoted, isSetting } from '#detect/values/setting.ts';
import { candidateIn } from '../../../support/candidates.ts';

const VALUE = 'kR7pq2';

const candidate = (text: string) => candidateIn(text, VALUE);

describe('isSetting', () => {
  it.each([
    ['a line of settings', `password = ${VALUE}`],
    ['a line of YAML', `  password: ${VALUE} # told nobody`],
    ['a comment of an INI file', `password = ${VALUE} ; told nobody`],
    ['a symbol of Ruby', `:password: ${VALUE}`],
    ['export', `export DB_PASSWORD=${VALUE}`],
    ['an item that exports', `- export DB_PASSWORD=${VALUE}`],
    ['a unit of systemd', `Environment=DB_PASSWORD=${VALUE}`],
    ['Apache', `SetEnv DB_PASSWORD ${VALUE}`],
    ['a variable before a command', `DB_PASSWORD=${VALUE} ./deploy.sh`],
    ['a variable behind another', `ENV DB_USER=shop DB_PASSWORD=${VALUE}`],
    ['an option', `deploy --password ${VALUE} --force`],
    ['an option of PowerShell', `Connect-Thing -Password ${VALUE}`],
    ['a setting in an option', `helm install db --set auth.password=${VALUE}`],
    ['a property of Java', `java -Ddb.password=${VALUE} -jar app.jar`],
    ['a switch of Windows', `cmdkey /add:files /pass:${VALUE}`],
    ['a default', `url: \${db.password:${VALUE}}`],
    ['a form', `user=shop&password=${VALUE}'`],
    ['an element', `<password>${VALUE}</password>`],
    ['an element with lines of its own', `<password>\n  ${VALUE}\n</password>`],
    ['character data', `<password><![CDATA[${VALUE}]]></password>`],
    ['a directive of nginx', `fastcgi_param DB_PASSWORD ${VALUE};`],
    ['a variable of nginx', `env DB_PASSWORD=${VALUE};`],
    ['a variable of fish', `set -gx DB_PASSWORD ${VALUE}`],
    ['a block of YAML', `password: |-\n  ${VALUE}\nuser: shop`],
    ['a comment', `# user: ci, password: ${VALUE}`],
  ])('%s', (_, text) => expect(isSetting(candidate(text))).toBe(true));

  it.each([
    ['a statement', `password = ${VALUE};`],
    ['a block of YAML that goes on', `password: |\n  ${VALUE} is told`],
    ['a line below a name', `password:\n  ${VALUE}`],
    ['an argument', `connect(password=${VALUE}, port=1)`],
    ['a sentence', `the password ${VALUE} is long`],
    ['a smaller variable', `connect with password=${VALUE} now`],
    ['text before an element', `as we see, ${VALUE}\n</p>`],
  ])('not %s', (_, text) => expect(isSetting(candidate(text))).toBe(false));
});

describe('isQuoted', () => {
  it.each([
    [`"${VALUE}"`, true],
    [`"{noop}${VALUE}"`, true],
    [`{noop}${VALUE}`, false],
    [`= ${VALUE}`, false],
  ])('%s: %s', (text, expected) => expect(isQuoted(candidate(text))).toBe(expected));
});
