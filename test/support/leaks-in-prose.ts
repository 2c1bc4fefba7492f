/** Passwords and keys that somebody told somebody else: pages, tables, comments, notes. */

import type { Leak } from './leak.ts';

/** A line each, as a README, a wiki page or a comment has it. */
export const LEAKS_IN_PROSE: readonly Leak[] = [
  { name: 'prose, password is', text: 'The admin password is «k{alnum:5}7{alnum:5}B».\n' },
  { name: 'prose, password is, chosen', text: 'the root password is «S{}hop#{digits:4}»\n' },
  { name: 'prose, password:', text: 'Username: admin\nPassword: «S{}hop#{digits:4}»\n' },
  { name: 'prose, pw:', text: 'user: ci pw: «S{}hop#{digits:4}»\n' },
  { name: 'prose, pw of a note', text: '# pw: «k{alnum:5}7{alnum:5}B»\n' },
  { name: 'prose, PW upper case', text: 'PW: «S{}hop!{digits:4}»\n' },
  { name: 'prose, login with a slash', text: 'Login: bob / «S{}hop#{digits:4}»\n' },
  { name: 'prose, credentials with a slash', text: 'Credentials: admin / «k{alnum:6}7{alnum:5}B»\n' },
  { name: 'prose, user/pass', text: '// user/pass: «admin/S{}hop#{digits:4}»\n' },
  { name: 'prose, username/password', text: 'username/password: admin/«S{}hop#{digits:4}»\n' },
  { name: 'prose, use password', text: 'Log in as admin with password «S{}hop#{digits:4}»\n' },
  { name: 'prose, in bold', text: '**Password:** «S{}hop#{digits:4}»\n' },
  { name: 'prose, in bold, code', text: '- **Password**: `«S{}hop#{digits:4}»`\n' },
  { name: 'prose, bullet', text: '* Password: «S{}hop#{digits:4}»\n' },
  { name: 'Markdown table', text: '| password | «S{}hop#{digits:4}» |\n' },
  { name: 'Markdown table, code', text: '| Password | `«S{}hop#{digits:4}»` |\n' },
  { name: 'Markdown table, token', text: '| API key | `«{alnum:32}»` |\n' },
  { name: 'Markdown table, name in code', text: '| `DB_PASSWORD` | `«S{}hop#{digits:4}»` | of the database |\n' },
  {
    name: 'Markdown table, columns',
    text: '| User | Password |\n|------|----------|\n| admin | «S{}hop#{digits:4}» |\n',
  },
  {
    name: 'Markdown table, columns, code',
    text: '| Environment | Username | Password |\n| --- | --- | --- |\n| staging | `admin` | `«S{}hop#{digits:4}»` |\n',
  },
  { name: 'HTML table', text: '<tr><td>Password</td><td>«S{}hop#{digits:4}»</td></tr>\n' },
  { name: 'HTML, bold', text: '<b>Password:</b> «S{}hop#{digits:4}»<br>\n' },
  { name: 'comment, token is', text: '# the token is «{hex:40}»\n' },
  { name: 'comment, API key', text: '// API key: «{alnum:32}»\n' },
  { name: 'comment, api key is', text: '# my api key is «{alnum:32}»\n' },
  { name: 'comment, secret key', text: '/* Secret key: «{alnum:32}» */\n' },
  { name: 'prose, PIN and password', text: 'Default login is admin with password: «k{alnum:5}7{alnum:5}B»\n' },
  { name: 'prose, set to', text: 'The password has been set to «S{}hop#{digits:4}»\n' },
  { name: 'prose, German', text: 'Das Passwort ist «S{}hop#{digits:4}»\n' },
  { name: 'German, colon', text: 'Benutzer: ci\nPasswort: «S{}hop#{digits:4}»\n' },
  { name: 'German, Kennwort', text: 'Kennwort: «S{}hop#{digits:4}»\n' },
  { name: 'Spanish', text: 'contraseña: «S{}hop#{digits:4}»\n' },
  { name: 'French', text: 'mot_de_passe = "«S{}hop#{digits:4}»"\n' },
  { name: 'Portuguese', text: 'senha = "«S{}hop#{digits:4}»"\n' },
];
