/** Tells what stands for a value (a variable, a slot of a template, a call, a name of a store) from values. */

/** Filled in by a shell, a template engine, a build tool or a formatting function, wherever it stands in the value. */
const SLOT =
  /\{[A-Za-z_][\w.]{0,40}(?::[\w.]{0,20})?\}|\$\{|\$\(|\{\{|\{%|<%|%\(\w{1,60}\)s|#\{|@\{|\$\[\[|\[\[?[A-Za-z_][\w .-]{0,60}\]\]?$|%%\w{1,60}%%|%[-\d.]{0,4}[sdvq](?![A-Za-z0-9])|<[A-Za-z_][^<>\n]{0,80}>/;

/** The whole value is one: `$NAME`, `%NAME%`, `{name}`, `<name>`, `@name@`, `__NAME__`, `:name`, `?`, `%s`, `***`. */
const ONLY_SLOT =
  /^(?:\$[A-Za-z_][\w:.>-]{0,80}|\$\d|\\?\$\w{1,60}|%[A-Za-z_]\w{0,60}%|%[-\d.]{0,4}[a-z@]|\{[^{}]{0,80}\}|<[^<>]{0,80}>|\[[^[\]]{0,80}\]|\([^()]{0,80}\)|@[\w.]{1,60}@|__\w{1,60}__|:[A-Za-z_]\w{0,60}|&\w{1,60};?|\*\w{1,60}|\?|[\W_]{0,80})$/;

/** `process.env.X`, `os.environ["X"]`, `var.db_password`, `config.token`, `self.password`, `ENV['X']`. */
const LOOK_UP =
  /(?:^|[^A-Za-z0-9])(?:process\.env|import\.meta|environ|getenv|ENV\[|env\(|env:|env\.|secrets?\.|vars?\.|local\.|config\.|settings\.|self\.|this\.|args\.|opts?\.|options\.|params?\.|data\.|module\.|params?\[)/;

/** What secret stores and build tools resolve: SOPS, Ansible Vault, CloudFormation, 1Password, AWS, Vault, Kubernetes, RabbitMQ. */
const STORE =
  /^(?:ENC\[|!vault|!Ref|!Sub|!GetAtt|!secret|!env_var|vault:|ssm:|arn:aws|op:\/\/|keyring:|secretsmanager|projects\/|\{cipher\}|\{\{?resolve:|ref\+|file:|env:|encrypted:|data:|https?:\/\/)/i;

/** A call: what stands before its parenthesis is a name, and it is closed or goes on. */
const CALL = /^[A-Za-z_$@!&*][\w.$:>-]{0,80}\(/;

/** `r.password`, `config[CONF_PASSWORD]`, `credentials.passwords[1].value`, and what a call or a list goes on with behind it. */
const MEMBER =
  /^(?=[^,;]{0,160}(?:pass|pwd|psk|secret|token|key|cred|auth))[A-Za-z_$]{1,60}\d{0,2}(?:\??\.[A-Za-z_$]{1,60}\d{0,2}|\[["']?\w{1,60}["']?\]){1,6}(?:\\{1,4}n|[),;]|$)/i;

/** `db_password`, `userPassword`, `notMatchPasswordMessage`: what is called so holds one, or is about it. */
const NAMED =
  /^[A-Za-z][\w-]{0,40}(?:[_-](?:password|passwd|passphrase|pass|pwd)|(?<=[a-z])P(?:assword(?:[A-Z][a-z]{3,12}){0,3}|asswd|ass|wd))[),;]{0,3}$/;

/** Whether a value only stands for another one. */
export function isReference(value: string): boolean {
  return [SLOT, ONLY_SLOT, LOOK_UP, STORE, CALL, MEMBER, NAMED].some((form) => form.test(value));
}
