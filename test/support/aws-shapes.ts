/** The files and idioms in which AWS credentials are found, as texts around a synthetic credential. */

/** One credential as it is to be written down. */
export interface Credential {
  readonly id: string;
  readonly secret: string;
}

/** `text` holds the secret, escaped as its place demands; `written` is that escaping. */
export interface Shape {
  readonly name: string;
  readonly text: (credential: Credential) => string;
  readonly written: (secret: string) => string;
}

const plain = (secret: string): string => secret;
const json = (secret: string): string => secret.replaceAll('/', '\\/');
const unicode = (secret: string): string => secret.replaceAll('+', '\\u002b').replaceAll('/', '\\u002F');
const percent = (secret: string): string => encodeURIComponent(secret);
const percentLower = (secret: string): string => percent(secret).replace(/%../g, (code) => code.toLowerCase());

type Text = Shape['text'];

/** Both halves of the credential must be reported. */
export const PAIRS: readonly Shape[] = [
  pair('credentials file', (c) => `[default]\naws_access_key_id = ${c.id}\naws_secret_access_key = ${c.secret}\n`),
  pair('credentials file, CRLF', (c) => `[a]\r\naws_access_key_id=${c.id}\r\naws_secret_access_key=${c.secret}\r\n`),
  pair('AWS_CREDENTIAL_FILE, rootkey.csv', (c) => `AWSAccessKeyId=${c.id}\nAWSSecretKey=${c.secret}\n`),
  pair('.boto', (c) => `[Credentials]\naws_access_key_id = ${c.id}\naws_secret_access_key = ${c.secret}`),
  pair('.s3cfg', (c) => `[default]\naccess_key = ${c.id}\n${SETTINGS}secret_key = ${c.secret}\nsend_chunk = 65536\n`),
  pair('.passwd-s3fs', (c) => `${c.id}:${c.secret}`),
  pair('rclone.conf', (c) => `[x]\ntype = s3\naccess_key_id = ${c.id}\nsecret_access_key = ${c.secret}\nregion = r\n`),
  pair('.env', (c) => `AWS_ACCESS_KEY_ID=${c.id}\nAWS_SECRET_ACCESS_KEY=${c.secret}\n`),
  pair('.envrc, quoted', (c) => `export AWS_ACCESS_KEY_ID="${c.id}"\nexport AWS_SECRET_ACCESS_KEY="${c.secret}"\n`),
  pair('shell, one line', (c) => `AWS_ACCESS_KEY_ID=${c.id} AWS_SECRET_ACCESS_KEY=${c.secret} aws s3 ls`),
  pair('cmd.exe', (c) => `set AWS_ACCESS_KEY_ID=${c.id}\r\nset AWS_SECRET_ACCESS_KEY=${c.secret}\r\n`),
  pair('PowerShell', (c) => `$env:AWS_ACCESS_KEY_ID = "${c.id}"\n$env:AWS_SECRET_ACCESS_KEY = '${c.secret}'`),
  pair('fish', (c) => `set -gx AWS_ACCESS_KEY_ID ${c.id}\nset -gx AWS_SECRET_ACCESS_KEY ${c.secret}`),
  pair('make', (c) => `AWS_ACCESS_KEY_ID := ${c.id}\nAWS_SECRET_ACCESS_KEY ?= ${c.secret}\n`),
  pair('Dockerfile ENV K V', (c) => `ENV AWS_ACCESS_KEY_ID ${c.id}\nENV AWS_SECRET_ACCESS_KEY ${c.secret}\n`),
  pair('Dockerfile ARG', (c) => `ARG AWS_ACCESS_KEY_ID=${c.id}\nARG AWS_SECRET_ACCESS_KEY=${c.secret}\n`),
  pair('compose list', (c) => `- AWS_ACCESS_KEY_ID=${c.id}\n- AWS_SECRET_ACCESS_KEY=${c.secret}\n`),
  pair('compose map', (c) => `AWS_ACCESS_KEY_ID: ${c.id}\nAWS_SECRET_ACCESS_KEY: ${c.secret}\n`),
  pair('docker run', (c) => `docker run -e AWS_ACCESS_KEY_ID=${c.id} -e "AWS_SECRET_ACCESS_KEY=${c.secret}" x`),
  pair(
    'Kubernetes',
    (c) => `- name: AWS_ACCESS_KEY_ID\n  value: ${c.id}\n- name: AWS_SECRET_ACCESS_KEY\n  value: "${c.secret}"`,
  ),
  pair('Helm values', (c) => `aws:\n  accessKeyId: ${c.id}\n  secretAccessKey: ${c.secret}\n`),
  pair('ECS', (c) =>
    JSON.stringify([
      { name: 'ID', value: c.id },
      { name: 'AWS_SECRET_ACCESS_KEY', value: c.secret },
    ]),
  ),
  pair('ECS, indented', (c) =>
    JSON.stringify({ a: [{ name: 'AWS_SECRET_ACCESS_KEY', value: c.secret }, c.id] }, null, 4),
  ),
  pair('ECS, value first', (c) => JSON.stringify([{ value: c.secret, name: 'AWS_SECRET_ACCESS_KEY' }, c.id], null, 2)),
  pair('Lambda', (c) => JSON.stringify({ Variables: { AWS_ACCESS_KEY_ID: c.id, AWS_SECRET_ACCESS_KEY: c.secret } })),
  pair('JSON, escaped slash', (c) => `{"AccessKeyId":"${c.id}","SecretAccessKey":"${json(c.secret)}"}`, json),
  pair('JSON, unicode escapes', (c) => `{"AccessKeyId":"${c.id}","SecretAccessKey":"${unicode(c.secret)}"}`, unicode),
  pair('JSON in JSON', (c) => JSON.stringify(JSON.stringify({ AccessKeyId: c.id, SecretAccessKey: c.secret }))),
  pair('Terraform', (c) => `provider "aws" {\n  access_key = "${c.id}"\n  secret_key = "${c.secret}"\n}\n`),
  pair('tfvars', (c) => `aws_access_key = "${c.id}"\naws_secret_key = "${c.secret}"\n`),
  pair('Terraform state', (c) => `"id": "${c.id}",\n"key_fingerprint": null,\n"secret": "${c.secret}",\n`),
  pair('Ansible', (c) => `aws_access_key: ${c.id}\naws_secret_key: ${c.secret}\n`),
  pair('Pulumi', (c) => `config:\n  aws:accessKey: ${c.id}\n  aws:secretKey: ${c.secret}\n`),
  pair('GitHub Actions', (c) => `aws-access-key-id: ${c.id}\naws-secret-access-key: ${c.secret}\n`),
  pair('Rails storage.yml', (c) => `service: S3\naccess_key_id: ${c.id}\nsecret_access_key: ${c.secret}\n`),
  pair('fog', (c) => `:aws_access_key_id => '${c.id}',\n:aws_secret_access_key => '${c.secret}',\n`),
  pair('Ruby', (c) => `Aws::Credentials.new('${c.id}', '${c.secret}')`),
  pair('Spring', (c) => `cloud.aws.credentials.access-key=${c.id}\ncloud.aws.credentials.secret-key=${c.secret}\n`),
  pair('Java properties', (c) => `accessKey=${c.id}\nsecretKey=${c.secret}\n`),
  pair('Java system properties', (c) => `-Daws.accessKeyId=${c.id} -Daws.secretKey=${c.secret}`),
  pair('Java', (c) => `new BasicAWSCredentials("${c.id}", "${c.secret}")`),
  pair('Java, two lines', (c) => `AwsBasicCredentials.create(\n    "${c.id}",\n    "${c.secret}")`),
  pair('Java builder', (c) => `.accessKeyId("${c.id}")\n.secretAccessKey("${c.secret}")`),
  pair('Go', (c) => `credentials.NewStaticCredentials("${c.id}", "${c.secret}", "")`),
  pair('Go struct', (c) => `aws.Credentials{AccessKeyID: "${c.id}", SecretAccessKey: aws.String("${c.secret}")}`),
  pair('boto3', (c) => `boto3.client('s3', aws_access_key_id='${c.id}', aws_secret_access_key='${c.secret}')`),
  pair('boto3, by position', (c) => `boto3.client('s3', 'eu-west-1', '${c.id}', '${c.secret}')`),
  pair('boto', (c) => `conn = boto.connect_s3('${c.id}', b'${c.secret}')`),
  pair('os.environ', (c) => `os.environ["AWS_SECRET_ACCESS_KEY"] = "${c.secret}"\nos.environ["ID"] = "${c.id}"`),
  pair('s3fs', (c) => `s3fs.S3FileSystem(key="${c.id}", secret="${c.secret}")`),
  pair('pandas', (c) => `storage_options={"key": "${c.id}", "secret": "${c.secret}"}`),
  pair('Spark', (c) => `spark.hadoop.fs.s3a.access.key ${c.id}\nspark.hadoop.fs.s3a.secret.key ${c.secret}\n`),
  pair('Hadoop', (c) => `<name>fs.s3n.awsAccessKeyId</name><value>${c.id}</value>\n${hadoop(c.secret)}`),
  pair('Scala', (c) => `conf.set("fs.s3a.access.key", "${c.id}")\nconf.set("fs.s3a.secret.key", "${c.secret}")`),
  pair('Airflow', (c) => `aws://${c.id}:${percent(c.secret)}@/?region_name=x`, percent),
  pair('JavaScript', (c) => `new AWS.Config({ accessKeyId: '${c.id}', secretAccessKey: '${c.secret}' })`),
  pair('JavaScript, by position', (c) => `new AWS.Credentials('${c.id}','${c.secret}')`),
  pair('JavaScript, backticks', (c) => `credentials: { accessKeyId: \`${c.id}\`, secretAccessKey: \`${c.secret}\` }`),
  pair('JavaScript, fall-back', (c) => `// ${c.id}\nconst k = process.env.AWS_SECRET_ACCESS_KEY || '${c.secret}';`),
  pair('TypeScript', (c) => `accessKey: string = '${c.id}';\nawsSecretKey: string = '${c.secret}';`),
  pair('.NET', (c) => `<add key="AWSAccessKey" value="${c.id}"/>\n<add key="AWSSecretKey" value="${c.secret}"/>`),
  pair('PHP', (c) => `'key'    => '${c.id}',\n'secret' => '${c.secret}',\n`),
  pair('PHP define', (c) => `define('AWS_KEY', '${c.id}');\ndefine('AWS_SECRET', '${c.secret}');`),
  pair('Rust', (c) => `const ID: &str = "${c.id}";\nconst AWS_SECRET_KEY: &str = "${c.secret}";`),
  pair('Redshift', (c) => `CREDENTIALS 'aws_access_key_id=${c.id};aws_secret_access_key=${c.secret}'`),
  pair('Snowflake', (c) => `(AWS_KEY_ID='${c.id}' AWS_SECRET_KEY='${c.secret}')`),
  pair('SQL', (c) => `ACCESS_KEY_ID '${c.id}' SECRET_ACCESS_KEY '${c.secret}'`),
  pair('aws configure set', (c) => `aws configure set x ${c.id}\naws configure set aws_secret_access_key ${c.secret}`),
  pair('aws configure', (c) => `AWS Access Key ID [None]: ${c.id}\nAWS Secret Access Key [None]: ${c.secret}\n`),
  pair('command line', (c) => `s3cmd --access_key=${c.id} --secret_key=${c.secret} ls`),
  pair('command line, blanks', (c) => `tool --access-key ${c.id} --secret-key ${c.secret}`),
  pair('s3 URL', (c) => `s3://${c.id}:${c.secret}@bucket`),
  pair('sqs URL', (c) => `sqs://${c.id}:${percent(c.secret)}@`, percent),
  pair('sqs URL, lower-case escapes', (c) => `sqs://${c.id}:${percentLower(c.secret)}@`, percentLower),
  pair('query string', (c) => `?aws_access_key_id=${c.id}&aws_secret_access_key=${percent(c.secret)}&x=1`, percent),
  pair('console CSV', (c) => `\uFEFFAccess key ID,Secret access key\r\n${c.id},${c.secret}\r\n`),
  pair(
    'console CSV with users',
    (c) => `User name,Password,Access key ID,Secret access key\r\nann,,${c.id},${c.secret},https://x`,
  ),
  pair('Jupyter', (c) =>
    JSON.stringify({ source: [`%env AWS_ACCESS_KEY_ID=${c.id}\n`, `%env AWS_SECRET_ACCESS_KEY=${c.secret}\n`] }),
  ),
  pair('Jupyter output', (c) => JSON.stringify({ text: `${c.id}\n${c.secret}\n` })),
  pair('Postman', (c) =>
    JSON.stringify(
      [
        { key: 'secretKey', value: c.secret },
        { key: 'accessKey', value: c.id },
      ],
      null,
      2,
    ),
  ),
  pair('STS XML', (c) => `<AccessKeyId>${c.id}</AccessKeyId>\n  <SecretAccessKey>${c.secret}</SecretAccessKey>`),
  pair(
    'Info.plist',
    (c) => `<key>A</key>\n<string>${c.id}</string>\n<key>AWSSecretKey</key>\n\t<string>${c.secret}</string>`,
  ),
  pair('strings.xml', (c) => `<string name="aws_id">${c.id}</string>\n<string name="aws_secret">${c.secret}</string>`),
  pair('ID, then secret, then token', (c) => `${c.id}\n${c.secret}\n${TOKEN_LINE}\n`),
  pair('secret before ID', (c) => `${c.secret}\n${c.id}\n`),
  pair('coloured log', (c) => `\u001b[32m${c.id}\u001b[0m \u001b[31m${c.secret}\u001b[0m`),
  pair('diff', (c) => `+AWS_ACCESS_KEY_ID=${c.id}\n+AWS_SECRET_ACCESS_KEY=${c.secret}\n`),
  pair('Markdown table', (c) => `| AWS_ACCESS_KEY_ID | \`${c.id}\` |\n| AWS_SECRET_ACCESS_KEY | \`${c.secret}\` |`),
  pair('slash between', (c) => `${c.id}/${c.secret}`),
];

/** Settings that stand between the two in a file that is sorted by name. */
const SETTINGS = Array.from({ length: 50 }, (_, i) => `list_setting_${i} = False\n`).join('');

/** A session token on a line of its own is base64 beside the secret, which must not make the secret a piece of it. */
const TOKEN_LINE = `${btoa('\x21\x0a\x09origin_ec')}${'Ab1/'.repeat(40)}`;

function hadoop(secret: string): string {
  return `<property>\n  <name>fs.s3n.awsSecretAccessKey</name>\n  <value>${secret}</value>\n</property>`;
}

function pair(name: string, text: Text, written: Shape['written'] = plain): Shape {
  return { name, text, written };
}
