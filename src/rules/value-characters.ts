/** What a value is made of that stands in one piece: the one definition for those who look for runs of it. */

/** Characters of base64 and base64url, and those that escape them in JSON and URLs. */
export const VALUE_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/%\\_-';
