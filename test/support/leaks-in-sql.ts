/** Passwords and keys in statements of SQL, of migrations, seeds and dumps. */

import type { Leak } from './leak.ts';

/** INSERT names columns in one list and gives values in another. */
const INSERTS: readonly Leak[] = [
  {
    name: 'INSERT, second of two',
    text: "INSERT INTO users (name, password) VALUES ('bob', '«S{}hop#{digits:4}»');\n",
  },
  { name: 'INSERT, only column', text: "insert into settings(api_key) values('«{alnum:32}»');\n" },
  { name: 'INSERT, first', text: "INSERT INTO account (password, name) VALUES ('«S{}hop#{digits:4}»', 'bob');\n" },
  {
    name: 'INSERT of MySQL',
    text: "INSERT INTO `users` (`id`, `email`, `password`, `role`) VALUES (1, 'bob@acme.dev', '«S{}hop#{digits:4}»', 'admin');\n",
  },
  {
    name: 'INSERT of SQL Server',
    text: "INSERT INTO [dbo].[Users] ([Id], [Login], [Password]) VALUES (NEWID(), N'bob', N'«S{}hop#{digits:4}»')\n",
  },
  {
    name: 'INSERT of PostgreSQL',
    text: 'INSERT INTO public."Users" ("Id", "Login", "Secret") VALUES (gen_random_uuid(), \'bob\', \'«{alnum:32}»\');\n',
  },
  {
    name: 'INSERT over lines',
    text: "INSERT INTO users\n  (id, login, passwd, created_at)\nVALUES\n  (1, 'bob', '«S{}hop#{digits:4}»', NOW());\n",
  },
  {
    name: 'INSERT IGNORE',
    text: "INSERT IGNORE INTO oauth_clients (client_id, client_secret, redirect) VALUES ('web', '«{alnum:40}»', 'https://acme.dev');\n",
  },
  { name: 'REPLACE INTO', text: "REPLACE INTO users (login, password) VALUES ('bob', '«S{}hop#{digits:4}»');\n" },
  {
    name: 'INSERT with a function',
    text: "INSERT INTO users (login, password) VALUES ('bob', MD5('«S{}hop#{digits:4}»'));\n",
  },
  {
    name: 'INSERT with crypt',
    text: "INSERT INTO users (login, password) VALUES ('bob', crypt('«S{}hop#{digits:4}»', gen_salt('bf')));\n",
  },
  {
    name: 'INSERT in a program',
    text: "cur.execute(\"INSERT INTO users (login, password) VALUES ('bob', '«S{}hop#{digits:4}»')\")\n",
  },
  { name: 'INSERT, SELECT', text: "INSERT INTO users (login, password) SELECT 'bob', '«S{}hop#{digits:4}»';\n" },
  {
    name: 'INSERT, sixth column',
    text: "INSERT INTO smtp (id, host, port, sender, login, password) VALUES (1, 'mail.acme.dev', 587, 'a@acme.dev', 'bot', '«S{}hop#{digits:4}»');\n",
  },
];

/** Statements that give an account its password. */
const ACCOUNTS: readonly Leak[] = [
  { name: 'CREATE USER, PASSWORD', text: "CREATE USER shop PASSWORD '«S{}hop#{digits:4}»';\n" },
  { name: 'CREATE ROLE, LOGIN PASSWORD', text: "CREATE ROLE shop LOGIN PASSWORD '«S{}hop#{digits:4}»';\n" },
  { name: 'CREATE ROLE, options', text: "CREATE ROLE shop WITH LOGIN SUPERUSER PASSWORD '«S{}hop#{digits:4}»';\n" },
  {
    name: 'CREATE ROLE, CREATEDB',
    text: "CREATE ROLE shop CREATEDB LOGIN ENCRYPTED PASSWORD '«S{}hop#{digits:4}»';\n",
  },
  { name: 'ALTER ROLE', text: "ALTER ROLE shop PASSWORD '«S{}hop#{digits:4}»';\n" },
  { name: 'ALTER ROLE, quoted name', text: 'alter role "shop-app" with password \'«S{}hop#{digits:4}»\';\n' },
  {
    name: 'ALTER USER of a shell',
    text: 'psql -c "ALTER USER postgres WITH PASSWORD \'«S{}hop#{digits:4}»\'"\n',
  },
  {
    name: 'ALTER USER of sudo',
    text: 'sudo -u postgres psql -c "ALTER USER postgres PASSWORD \'«S{}hop{digits:4}»\';"\n',
  },
  { name: 'CREATE USER over lines', text: "CREATE USER 'shop'@'localhost'\n  IDENTIFIED BY '«S{}hop#{digits:4}»';\n" },
  {
    name: 'CREATE USER, mysql_native_password',
    text: "CREATE USER IF NOT EXISTS shop@'%' IDENTIFIED WITH mysql_native_password BY '«S{}hop#{digits:4}»';\n",
  },
  {
    name: 'CREATE USER, Oracle with tablespace',
    text: 'CREATE USER shop IDENTIFIED BY «S{}hop{digits:4}» DEFAULT TABLESPACE users;\n',
  },
  {
    name: 'CREATE USER of ClickHouse',
    text: "CREATE USER shop IDENTIFIED WITH sha256_password BY '«S{}hop#{digits:4}»';\n",
  },
  { name: 'CREATE USER of Snowflake', text: "CREATE USER shop PASSWORD = '«S{}hop#{digits:4}»' DEFAULT_ROLE = 'X';\n" },
  { name: 'ALTER LOGIN', text: "ALTER LOGIN sa WITH PASSWORD = '«Str{}0m!{digits:4}»';\n" },
  { name: 'sp_addlogin', text: "EXEC sp_addlogin 'shop', '«Str{}0m!{digits:4}»', 'shop';\n" },
  {
    name: 'CREATE DATABASE LINK',
    text: "CREATE DATABASE LINK shop CONNECT TO shop IDENTIFIED BY «S{}hop{digits:4}» USING 'orcl';\n",
  },
  {
    name: 'CHANGE MASTER TO',
    text: "CHANGE MASTER TO MASTER_HOST='db', MASTER_USER='repl', MASTER_PASSWORD='«S{}hop#{digits:4}»';\n",
  },
  {
    name: 'CREATE USER MAPPING',
    text: "CREATE USER MAPPING FOR shop SERVER other OPTIONS (user 'shop', password '«S{}hop#{digits:4}»');\n",
  },
  {
    name: 'CREATE SUBSCRIPTION',
    text: "CREATE SUBSCRIPTION s CONNECTION 'host=db user=shop password=«S{}hop-{digits:4}»' PUBLICATION p;\n",
  },
  {
    name: 'Cassandra, CREATE ROLE',
    text: "CREATE ROLE shop WITH PASSWORD = '«S{}hop#{digits:4}»' AND LOGIN = true;\n",
  },
  { name: 'SQL Server, master key', text: "CREATE MASTER KEY ENCRYPTION BY PASSWORD = '«Str{}0m!{digits:4}»';\n" },
  {
    name: 'SQL Server, credential',
    text: "CREATE DATABASE SCOPED CREDENTIAL c WITH IDENTITY = 'shop', SECRET = '«{alnum:40}»';\n",
  },
  { name: 'GRANT of SET PASSWORD', text: "SET PASSWORD FOR 'shop'@'%' = '«S{}hop#{digits:4}»';\n" },
  {
    name: 'pgcrypto',
    text: "UPDATE users SET password = crypt('«S{}hop#{digits:4}»', gen_salt('bf')) WHERE id = 1;\n",
  },
  { name: 'UPDATE, further column', text: "UPDATE users SET name='bob', passwd='«S{}hop#{digits:4}»' WHERE id=1;\n" },
  { name: 'UPDATE, MD5', text: "UPDATE users SET pass = MD5('«S{}hop#{digits:4}»');\n" },
];

/** All of them. */
export const LEAKS_IN_SQL: readonly Leak[] = [...INSERTS, ...ACCOUNTS];
