/**
 * What developers commit, as vendors' documentation and everyday projects write it: templates of rules (see
 * `rules/templates.ts`) in which guillemets stand around every secret that is to be found.
 */

import type { Leak } from './leak.ts';
import { LEAKS_IN_CLIENTS } from './leaks-in-clients.ts';
import { LEAKS_IN_CODE } from './leaks-in-code.ts';
import { LEAKS_IN_PAIRS } from './leaks-in-pairs.ts';
import { LEAKS_IN_PROSE } from './leaks-in-prose.ts';
import { LEAKS_IN_SETTINGS } from './leaks-in-settings.ts';
import { LEAKS_IN_SQL } from './leaks-in-sql.ts';
import { LEAKS_ON_COMMAND_LINES } from './leaks-on-command-lines.ts';

/** Passwords under the names that everybody uses, weak ones too. */
const PASSWORDS: readonly Leak[] = [
  { name: '.env, weak', text: 'DB_HOST=10.0.0.5\nDB_PASSWORD=«adm{}in123»\n' },
  { name: '.env, export and quotes', text: 'export SMTP_PASSWORD="«Win{}ter-{digits:4}!»"\n' },
  { name: '.env of Laravel', text: 'DB_CONNECTION=mysql\nDB_USERNAME=forge\nDB_PASSWORD=«ro{}ot1234»\n' },
  {
    name: 'Java properties',
    text: 'spring.datasource.username=shop\nspring.datasource.password=«ka{}ffee-{digits:3}»\n',
  },
  { name: 'Java properties with colon', text: 'jdbc.password : «Orac{}le_{digits:2}#x»\n' },
  { name: 'TOML, behind a user', text: 'username = "shop"\npassword = "«Fl{}uss-{digits:5}!»"\n' },
  { name: 'YAML of Spring', text: 'spring:\n  datasource:\n    username: shop\n    password: «Tig{}er#{digits:4}»\n' },
  { name: 'YAML, quoted, with a comment', text: "  password: '«K@{}tze-{digits:4}»' # dev only\n" },
  { name: 'Rails database.yml', text: 'production:\n  adapter: postgresql\n  password: «{alnum:14}»\n' },
  { name: 'Symfony parameters', text: "parameters:\n    database_password: '«ho{}se-{lower:6}7»'\n" },
  {
    name: 'docker-compose mapping',
    text: 'services:\n  db:\n    environment:\n      MYSQL_ROOT_PASSWORD: «r00t{}Pa55»\n',
  },
  { name: 'docker-compose list', text: '    environment:\n      - POSTGRES_PASSWORD=«{alnum:12}»\n' },
  { name: 'Helm values', text: 'postgresql:\n  auth:\n    postgresPassword: «{alnum:10}»\n' },
  { name: 'Kubernetes environment', text: 'env:\n  - name: REDIS_PASSWORD\n    value: "«{alnum:16}»"\n' },
  {
    name: 'Kubernetes Secret, stringData',
    text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: «Ber{}lin#{digits:4}»\n',
  },
  {
    name: 'Kubernetes Secret, base64',
    text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n  password: «{b64of:Ber{}lin#77}»\n',
  },
  { name: 'Ansible variables', text: 'mysql_root_password: «M{}y5ql-{lower:4}!»\nansible_user: deploy\n' },
  {
    name: 'Terraform',
    text: 'resource "aws_db_instance" "db" {open}\n  username = "shop"\n  password = "«Fl{}uss-{digits:5}!»"\n{close}\n',
  },
  {
    name: 'Terraform variable',
    text: 'variable "db_password" {open}\n  type    = string\n  default = "«{alnum:16}»"\n{close}\n',
  },
  { name: 'tfvars', text: 'db_password = "«{alnum:16}»"\n' },
  { name: 'CloudFormation', text: '      MasterUserPassword: «Cl{}oud#{digits:4}x»\n' },
  { name: 'PHP define', text: "define( 'DB_PASSWORD', '«{alnum:9}#{digits:2}»' );\n" },
  { name: 'PHP mysqli', text: "$conn = new mysqli('db.acme.dev', 'shop', '«S{}hop#{digits:4}»', 'shop');\n" },
  { name: 'PHP PDO', text: "$pdo = new PDO('mysql:host=db.acme.dev;dbname=shop', 'shop', '«S{}hop#{digits:4}»');\n" },
  {
    name: 'appsettings.json',
    text: '{open}"Smtp": {open}"UserName": "shop", "Password": "«P@{}sta{digits:4}»"{close}{close}',
  },
  {
    name: 'connection string of C#',
    text: '"DefaultConnection": "Server=db.acme.dev;Database=shop;User Id=sa;Password=«Str0{}m-{digits:4}!»;"',
  },
  {
    name: 'web.config attribute',
    text: '<network host="mail.acme.dev" userName="shop" password="«Ma{}il!{digits:4}»" />',
  },
  {
    name: 'Tomcat server.xml',
    text: '<Resource name="jdbc/shop" username="shop" password="«T0m{}cat-{digits:3}»" url="jdbc:x"/>',
  },
  {
    name: 'Maven settings.xml',
    text: '<server><id>nexus</id><username>ci</username><password>«{alnum:12}»</password></server>',
  },
  { name: 'docker run -e', text: 'docker run -d -e MYSQL_ROOT_PASSWORD=«s3{}cr3t-{lower:4}» -p 3306:3306 mysql:8\n' },
  { name: 'curl -u', text: 'curl -u deploy:«{alnum:12}» https://nexus.acme.dev/repository/raw/\n' },
  { name: 'curl --user in quotes', text: 'curl --user "deploy:«{alnum:12}»" -T app.jar https://nexus.acme.dev/raw/\n' },
  { name: 'wget', text: 'wget --user=deploy --password=«{alnum:12}» https://files.acme.dev/app.zip\n' },
  { name: 'mysql -p', text: 'mysqldump -h db.acme.dev -u root -p«{alnum:12}» shop > dump.sql\n' },
  { name: 'mysql --password', text: 'mysql --user=root --password=«{alnum:10}» shop < schema.sql\n' },
  { name: 'PGPASSWORD', text: 'PGPASSWORD=«{alnum:12}» psql -h db.acme.dev -U shop shop\n' },
  { name: 'sshpass', text: "sshpass -p '«Dep{}loy#{digits:4}»' ssh deploy@app.acme.dev\n" },
  { name: 'redis-cli', text: 'redis-cli -h cache.acme.dev -a «{alnum:16}» ping\n' },
  { name: 'docker login', text: 'docker login registry.acme.dev -u ci -p «{alnum:16}»\n' },
  { name: 'openssl', text: 'openssl pkcs12 -in key.p12 -passin pass:«{alnum:12}» -nodes\n' },
  { name: 'keytool', text: 'keytool -genkey -alias app -storepass «ca{}ct4s-{digits:3}» -keystore app.jks\n' },
  {
    name: 'Gradle signing',
    text: "signingConfigs {open} release {open} storePassword '«Andr{}oid{digits:4}»' {close} {close}\n",
  },
  { name: 'SQL, MySQL', text: "CREATE USER 'shop'@'%' IDENTIFIED BY '«S{}hop!{digits:4}»';\n" },
  { name: 'SQL, Oracle', text: 'ALTER USER shop IDENTIFIED BY "«S{}hop!{digits:4}»";\n' },
  { name: 'SQL, PostgreSQL', text: "ALTER ROLE shop WITH ENCRYPTED PASSWORD '«{alnum:10}»';\n" },
  { name: 'SQL Server', text: "CREATE LOGIN shop WITH PASSWORD = N'«S{}hop!{digits:4}»';\n" },
  {
    name: 'JavaScript object',
    text: "mysql.createConnection({open} host: 'db', user: 'shop', password: '«adm{}in@{digits:3}»' {close});\n",
  },
  { name: 'nodemailer', text: "auth: {open} user: 'bot@acme.dev', pass: '«{lower:16}»' {close},\n" },
  {
    name: 'Python keyword',
    text: 'psycopg2.connect(host="db.acme.dev", user="shop", password="«Pyth{}on#{digits:3}»")\n',
  },
  {
    name: 'Django settings',
    text: "DATABASES = {open}'default': {open}'USER': 'shop', 'PASSWORD': '«Djan{}go!{digits:3}»'{close}{close}\n",
  },
  { name: 'paramiko', text: "ssh.connect('app.acme.dev', username='root', password='«T{}oor#{digits:4}»')\n" },
  {
    name: 'Java DriverManager',
    text: 'DriverManager.getConnection("jdbc:mysql://db.acme.dev/shop", "shop", "«S{}hop#{digits:4}»");\n',
  },
  { name: 'Go', text: 'db := Config{open}User: "shop", Password: "«G{}opher#{digits:4}»"{close}\n' },
  { name: 'PowerShell', text: '$pw = ConvertTo-SecureString "«W1nd{}ows!{digits:3}»" -AsPlainText -Force\n' },
  { name: 'PowerShell variable', text: '$Password = "«W1nd{}ows!{digits:3}»"\n' },
  { name: 'net use', text: 'net use Z: \\\\files\\share «{alnum:12}» /user:ACME\\ci\n' },
  { name: 'Dockerfile', text: 'FROM alpine\nENV ADMIN_PASSWORD=«{alnum:12}»\n' },
  { name: 'Jenkinsfile', text: "withEnv(['DEPLOY_PASSWORD=«{alnum:12}»']) {open} sh 'make' {close}\n" },
  { name: 'GitLab CI', text: 'variables:\n  DEPLOY_PASSWORD: "«{alnum:12}»"\n' },
  { name: 'INI of Odoo', text: '[options]\nadmin_passwd = «Od00-{lower:5}»\n' },
  { name: 'plist', text: '<key>SMTPPassword</key>\n<string>«{alnum:12}»</string>\n' },
  { name: 'git-credentials', text: 'https://ci:«{alnum:16}»@git.acme.dev\n' },
  { name: 'netrc', text: 'machine git.acme.dev login ci password «{alnum:12}»\n' },
  { name: 'pip with a proxy', text: 'proxy = http://ci:«{alnum:10}»@proxy.acme.dev:3128\n' },
  { name: 'JDBC URL', text: 'jdbc:postgresql://db.acme.dev/shop?user=shop&password=«{alnum:12}»\n' },
  { name: 'MongoDB', text: 'mongodb+srv://shop:«{alnum:12}»@cluster0.ab1cd.mongodb.net/shop\n' },
  { name: 'SQLAlchemy', text: "create_engine('mysql+pymysql://shop:«{alnum:12}»@db.acme.dev/shop')\n" },
  { name: 'pip from a deploy token', text: 'git+https://gitlab+deploy-token-312:«{alnum:20}»@gitlab.com/acme/app\n' },
  { name: 'DSN', text: 'dsn = "host=db.acme.dev port=5432 user=shop password=«{alnum:12}» dbname=shop"\n' },
];

/** Tokens and keys of vendors, as their documentation has them set. */
const TOKENS: readonly Leak[] = [
  { name: 'GitHub Actions', text: 'env:\n  API_TOKEN: «{hex:40}»\n' },
  { name: 'Flask', text: "app.config['SECRET_KEY'] = '«{hex:48}»'\n" },
  { name: 'Express session', text: "app.use(session({open} secret: '«{alnum:24}»', resave: false {close}));\n" },
  { name: 'JWT secret', text: 'JWT_SECRET=«{alnum:32}»\n' },
  { name: 'Rails credentials', text: 'secret_key_base: «{hex:128}»\n' },
  { name: 'Authorization header of fetch', text: "headers: {open} Authorization: 'Bearer «{alnum:40}»' {close}\n" },
  { name: 'curl with a header', text: 'curl -H "X-Api-Key: «{alnum:32}»" https://api.acme.dev/v1\n' },
  { name: 'URL parameter', text: 'https://api.openweathermap.org/data/2.5/weather?q=Bonn&appid=«{hex:32}»\n' },
  { name: 'OAuth client', text: '"client_id": "acme-web",\n"client_secret": "«{base64url:32}»"\n' },
  { name: 'Android resource', text: '<string name="maps_api_key">«AI{}zaSy{base64url:33}»</string>\n' },
  { name: 'npmrc', text: '//registry.acme.dev/:_authToken=«{hex:36}»\n' },
  { name: 'Datadog agent', text: 'api_key: «{hex:32}»\nsite: datadoghq.eu\n' },
  { name: 'Twilio', text: "const authToken = '«{hex:32}»';\nconst client = twilio(accountSid, authToken);\n" },
  { name: 'Telegram', text: 'bot = telebot.TeleBot("«{digits:10}:AA{base64url:33}»")\n' },
  {
    name: 'Slack webhook',
    text: 'SLACK_URL=https://«hooks.slack.com/services/T{[A-Z0-9]:10}/B{[A-Z0-9]:10}/{alnum:24}»\n',
  },
  { name: 'Terraform provider', text: 'provider "digitalocean" {open}\n  token = "«dop_{}v1_{hex:64}»"\n{close}\n' },
  { name: 'Azure storage', text: 'AccountName=acme;AccountKey=«{base64:86}==»;EndpointSuffix=core.windows.net\n' },
  {
    name: 'Docker auths',
    text: '{open}"auths":{open}"https://index.docker.io/v1/":{open}"auth":"«{b64of:acme:{alnum:14}}»"{close}{close}{close}',
  },
  { name: 'Vault', text: 'export VAULT_TOKEN=«hv{}s.{base64url:90}»\n' },
];

/** Credentials of AWS in the files and idioms in which they occur. */
const AWS: readonly Leak[] = [
  {
    name: 'credentials file',
    text: '[default]\naws_access_key_id = «AK{}IARZPUZDIK{base32:8}»\naws_secret_access_key = «{base64:40}»\n',
  },
  { name: 'environment', text: 'export AWS_SECRET_ACCESS_KEY=«{base64:40}»\n' },
  {
    name: 'Terraform',
    text: 'provider "aws" {open}\n  access_key = "«AK{}IARZPUZDIK{base32:8}»"\n  secret_key = "«{base64:40}»"\n{close}\n',
  },
  {
    name: 'boto3',
    text: 'boto3.client("s3", aws_access_key_id="«AK{}IARZPUZDIK{base32:8}»", aws_secret_access_key="«{base64:40}»")\n',
  },
  {
    name: 'JavaScript',
    text: "new S3Client({open} credentials: {open} accessKeyId: '«AK{}IARZPUZDIK{base32:8}»', secretAccessKey: '«{base64:40}»' {close} {close})\n",
  },
  { name: 'Java', text: 'new BasicAWSCredentials("«AK{}IARZPUZDIK{base32:8}»", "«{base64:40}»")\n' },
  { name: 'Go', text: 'credentials.NewStaticCredentials("«AK{}IARZPUZDIK{base32:8}»", "«{base64:40}»", "")\n' },
  { name: 'PHP', text: "'credentials' => ['key' => '«AK{}IARZPUZDIK{base32:8}»', 'secret' => '«{base64:40}»']\n" },
  { name: 'CSV', text: 'Access key ID,Secret access key\r\n«AK{}IARZPUZDIK{base32:8}»,«{base64:40}»\r\n' },
  {
    name: 'Spring',
    text: 'cloud:\n  aws:\n    credentials:\n      access-key: «AK{}IARZPUZDIK{base32:8}»\n      secret-key: «{base64:40}»\n',
  },
  { name: 'aws configure', text: 'aws configure set aws_secret_access_key «{base64:40}» --profile ci\n' },
  { name: 'Jupyter', text: '"source": ["%env AWS_SECRET_ACCESS_KEY=«{base64:40}»\\n"]\n' },
  { name: 's3cfg', text: '[default]\naccess_key = «AK{}IARZPUZDIK{base32:8}»\nsecret_key = «{base64:40}»\n' },
  {
    name: 'rclone',
    text: '[s3]\ntype = s3\naccess_key_id = «AK{}IARZPUZDIK{base32:8}»\nsecret_access_key = «{base64:40}»\n',
  },
  {
    name: 'SQL COPY',
    text: "COPY t FROM 's3://b/k' CREDENTIALS 'aws_access_key_id=«AK{}IARZPUZDIK{base32:8}»;aws_secret_access_key=«{base64:40}»';\n",
  },
  {
    name: 'PowerShell',
    text: 'Set-AWSCredential -AccessKey «AK{}IARZPUZDIK{base32:8}» -SecretKey «{base64:40}» -StoreAs ci\n',
  },
];

/** All of them. */
export const LEAKS: readonly Leak[] = [
  ...PASSWORDS,
  ...TOKENS,
  ...AWS,
  ...LEAKS_IN_CODE,
  ...LEAKS_IN_SETTINGS,
  ...LEAKS_ON_COMMAND_LINES,
  ...LEAKS_IN_PAIRS,
  ...LEAKS_IN_SQL,
  ...LEAKS_IN_PROSE,
  ...LEAKS_IN_CLIENTS,
];
