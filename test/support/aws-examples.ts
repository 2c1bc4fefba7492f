/**
 * AWS' documented example data, put together when the tests run: in pieces, so that no file of this repository holds
 * what a scanner would take for a key.
 */

function joined(texts: readonly string[]): readonly string[] {
  return texts.map((text) => text.replaceAll('~', ''));
}

/** Published examples with the form of a key ID (20 characters): to be excused, never lost. `~` splits the literal. */
export const EXAMPLE_KEY_IDS = joined([
  'AK~IAIOSFODNN7EXAM~PLE',
  'AS~IAIOSFODNN7EXAM~PLE',
  'AK~IAI44QH8DHBEXAM~PLE',
  'AS~IAI44QH8DHBEXAM~PLE',
  'AK~IAEXAM~PLE123456789',
  'AK~IA111111111EXAM~PLE',
  'AK~IA222222222EXAM~PLE',
  'AK~IAIESZCNJ3OEXAM~PLE',
  'AK~IAEXAM~PLEPBUMBC3GA',
  'AS~IASZ4SI7REEEXAM~PLE',
  'AK~IA32P3D2JDNMVAJLGF',
  'AK~IAJ5C56P35AEBRX2QQ',
  'AK~IAJSIE27KKMHXI3BJQ',
  'AS~IAY34FZKBOKMUTVV7A',
  'AS~IAQNZGKIQY56JQ7WML',
]);

/** Published examples of other lengths and kinds of ID: nothing of ours matches them. */
export const OTHER_EXAMPLE_IDS = joined([
  'AK~IDPMS9RO4H3FEXAM~PLE',
  'AS~IAJEXAM~PLEXEG2JICEA',
  'AS~IAV3ZUEFP6EXAM~PLE',
  'AP~KAEIBAERJR2EXAM~PLE',
  'AP~KA123456789EXAM~PLE',
  'AI~DACKCEVSQ6C2EXAM~PLE',
  'AR~OACLKWSDQRAOEXAM~PLE',
  'AR~OADBQP57FF2AEXAM~PLE',
  'AG~PACKCEVSQ6C2EXAM~PLE',
  'AI~PAJMBYC7DLSPEXAM~PLE',
  'AN~PAJ4AE5446DAEXAM~PLE',
  'AS~CAEXAM~PLE123EXAM~PLE',
  'AC~CAEXAM~PLE123EXAM~PLE',
  'AC~CAQFODXMPL4YFHP7DZE',
  'AC~CAQFOXMPL6VW57M7AJP',
  'AR~OA3XFRBF535PLBIFPI4',
  'AI~DAV3ZUEFP6J7GY7O6LO',
  '0PN5J17HB~GZHT7JJ3X82',
  '022QF06E7~MXBSH9DHM02',
  'FOOBARKEY',
  'AK~IAEXAM~PLE',
  'testing',
  'test',
  'LK~IAQAAAAAAVNCBMPNSG',
  'LS~IAQAAAAAAVNCBMPNSG',
]);

/** Published secrets of 40 characters: to be excused, never lost. */
export const EXAMPLE_SECRETS = joined([
  'wJalrXUtnFEMI~/K7MDENG/bPxRfiCYEXAM~PLEKEY',
  'je7MtGbClwBF/2~Zp9Utk/h3yCo8nvbEXAM~PLEKEY',
  'uV3F3YluFJax1cknvbcG~wgjvx4QpvB+leU8dUj2o',
]);

/** Published secrets of other lengths, passwords and tokens: nothing of ours matches them. */
export const OTHER_EXAMPLE_SECRETS = joined([
  'wJalrXUtnFEMI~/K7MDENG/bPxRfiCYzEXAM~PLEKEY',
  '9drTJvcXLB89~EXAM~PLELB8923FB892xMFI',
  'AQoEXAM~PLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT+',
  'AQoXdzELDDY//////////wEa',
  'AQoDYXdzEPT//////////wEXAM~PLE',
  'IQoJb3JpZ2luX2IQoJb3JpZ2luX2~IQoJb3JpZ2luX2~VERYLONGSTRINGEXAM~PLE',
  'fcZib3JpZ2luX2IQoJb3JpZ2luX2',
  'EXAM~PLEpZ2luX2VjEGoa',
  'FQoDYXdz~EXAM~PLE',
  'ABSKQmVkcm9ja0FQSUtleS1~DEXAM~PLE',
  'k1zPZM6uVxMQ3oxqgoYlNu~JPyRTZ1vREs76zTQE3eJk=',
  'xTBAr/czp+D3EXAM~PLE47lrJ6/43r2zqGwR3EXAM~PLE=',
  'dRmgnYaFv567vEXAM~PLE',
]);

/** Documentation key IDs with the account that is read from them; undefined where none can be. */
export const ACCOUNTS: readonly (readonly [string, string | undefined])[] = [
  ['AS~IAY34FZKBOKMUTVV7A', '609629065308'],
  ['AS~IAQNZGKIQY56JQ7WML', '029608264753'],
  ['AK~IASP2TPHJSQH3FJRUX', '171436882533'],
  ['AK~IAYVP4CIPPAAAAAAAA', '595918472158'],
  ['LS~IAQAAAAAAVNCBMPNSG', '000000000042'],
  ['AK~IAQAAAAAAAABCDEFGH', '000000000000'],
  ['AK~IA6RVFFB77QBCDEFGH', '999999999999'],
  ['AK~IARZPUZDIKABCDEFGH', '123456789012'],
  ['AK~IARTX3GSDSQBCDEFGH', '111122223333'],
  ['AK~IAYCWNRBDRQBCDEFGH', '555555555555'],
  ['AK~IAIOSFODNN7EXAM~PLE', undefined],
  ['AS~IAOZW6VBVAZFJHJLQA', undefined],
  ['AK~IA77777777AAAAAAAA', undefined],
  ['AK~IAQAAAAAA1ABCDEFGH', undefined],
  ['AR~OAY34FZKBOKMUTVV7AQ', '609629065308'],
  ['AKIA', undefined],
].map(([id, account]) => [String(id).replaceAll('~', ''), account]);
