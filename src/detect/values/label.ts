/** Tells what a form or a message calls a credential, in whatever language, from credentials: files of translations. */

/** Words for passwords, keys and signing in, or what their compounds begin or end with. Without marks on the letters. */
const STEMS = new RegExp(
  [
    'wachtwo+rd|wachtwurd|sleutel|toegang|geheim|passwort|kennwort|schlussel|anmeld|zugang|adgangs|losen|nyckel|nogle|nokkel|passord|kodeord',
    'autoris|auktoris|authentif|autentic|autentik|uwierzyteln|overeni|prihlas|bejelentk|hitelesit|jelsz|kulcs|titkos|heslo|haslo|klucz',
    'salasan|salaisuus|tunnus|avain|kirjaut|salason|salasom|parool|votme|parole|parola|slaptazod|raktas|lykilor|lozink|geslo|kljuc',
    'contrasen|clave|credencial|senha|chave|segred|secreto|segreto|chiave|jeton|identifiant|sifre|anahtar|gizli',
    'sandi|kunci|rahasia|matkhau|pasahitz|gakoa|contrasinal|facalfaire|cyfrinair',
  ].join('|'),
  'i',
);

/** More than one word each. */
const COMPOUND = /mot[ -]de[ -]passe|palavra[ -]passe/i;

/** Letters of any alphabet, with what joins words. */
const LETTERS = /^[\p{L}\p{M}]+(?:[ '’-]{1,2}[\p{L}\p{M}]+)*[.:]?$/u;

/** Sentences in other alphabets have signs and words of ours between them. */
const FOREIGN = /(?![\x00-\x7f\u0080-\u024f])\p{L}/gu;
const LEAST_SENTENCE = 8;

/** As JSON and programs write what is not ASCII. */
const ESCAPE = /\\u([0-9a-f]{4})/gi;

/**
 * Whether a value is words alone, and not English: it holds a letter that is not ASCII, or says `password` in another
 * language. Whoever takes such a word for a password writes it with a digit or a sign.
 */
export function isLabel(value: string): boolean {
  const text = value.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  if (text.length >= LEAST_SENTENCE && (text.match(FOREIGN)?.length ?? 0) > text.length / 2) return true;
  if (!LETTERS.test(text)) return false;
  return /[^\x00-\x7f]/.test(text) || STEMS.test(text) || COMPOUND.test(text);
}
