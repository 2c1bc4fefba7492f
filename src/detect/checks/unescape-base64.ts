/** Undoes what JSON, JavaScript and URLs do to the signs of base64. It knows no other escapes. */

const ESCAPED = /\\{1,3}(?:\/|u00(2[Bb]|2[Ff]|3[Dd]))|%(?:25)?(2[Bb]|2[Ff]|3[Dd])/g;
const SIGNS: Readonly<Record<string, string>> = { '2B': '+', '2F': '/', '3D': '=' };

/** `a\/b`, `a%2Fb`, `a%252Fb` and `a\u002fb` become `a/b`; the same for `+` and `=`. Everything else stays. */
export function unescapeBase64(text: string): string {
  return text.replace(ESCAPED, (_, unicode: string | undefined, percent: string | undefined) => {
    const code = (unicode ?? percent ?? '2F').toUpperCase();
    return SIGNS[code] ?? '';
  });
}
