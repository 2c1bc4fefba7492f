/** Passwords and keys whose value stands before its name, or on lines below it. */

import type { Leak } from './leak.ts';

/** Lists of pairs in which the value comes first: serialisers sort the keys of an object, and attributes have no order. */
const VALUE_FIRST: readonly Leak[] = [
  { name: 'pair, value first', text: '{open}"value":"«S{}hop#{digits:4}»","name":"DB_PASSWORD"{close}\n' },
  { name: 'pair, value first, token', text: '{open}"value": "«{alnum:40}»", "key": "api_token"{close}\n' },
  {
    name: 'pair over lines, value first',
    text: '    {open}\n      "value": "«{alnum:24}»",\n      "name": "API_KEY"\n    {close},\n',
  },
  {
    name: 'pair in a string of JSON, value first',
    text: '"env": "[{open}\\"value\\":\\"«{alnum:24}»\\",\\"name\\":\\"CLIENT_SECRET\\"{close}]"\n',
  },
  { name: 'Kubernetes env, value first', text: 'env:\n  - value: «{alnum:24}»\n    name: API_KEY\n' },
  { name: 'Kubernetes env, value first in quotes', text: '- value: "«S{}hop#{digits:4}»"\n  name: DB_PASSWORD\n' },
  { name: 'flow of YAML, value first', text: '- {open} value: «{alnum:24}», name: AUTH_TOKEN {close}\n' },
  { name: 'GitLab variables, value first', text: '- value: «S{}hop-{digits:4}»\n  key: DEPLOY_PASSWORD\n' },
  { name: 'appSettings, value first', text: '<add value="«S{}hop#{digits:4}»" key="Password"/>\n' },
  {
    name: 'appSettings, value first, more',
    text: '<add value="«{alnum:32}»" xdt:Locator="Match(key)" key="ApiSecret" />\n',
  },
  { name: 'Spring bean, value first', text: '<property value="«S{}hop#{digits:4}»" name="password"/>\n' },
  {
    name: 'Android meta-data, value first',
    text: '<meta-data android:value="«{hex:40}»" android:name="io.acme.ApiKey" />\n',
  },
  {
    name: 'CloudFormation parameters, value first',
    text: '{open}\n  "ParameterValue": "«S{}hop#{digits:4}»",\n  "ParameterKey": "MasterUserPassword"\n{close}\n',
  },
  { name: 'Elastic Beanstalk, value first', text: '- value: «S{}hop-{digits:4}»\n  option_name: DB_PASSWORD\n' },
  {
    name: 'Elastic Beanstalk in JSON',
    text: '{open}"Namespace": "aws:elasticbeanstalk:application:environment", "OptionName": "DB_PASSWORD", "Value": "«S{}hop#{digits:4}»"{close}\n',
  },
  {
    name: 'Elastic Beanstalk option_name',
    text: '  - namespace: aws:elasticbeanstalk:application:environment\n    option_name: DB_PASSWORD\n    value: «S{}hop-{digits:4}»\n',
  },
  {
    name: 'Azure app settings',
    text: '[\n  {open}\n    "name": "SMTP_PASSWORD",\n    "slotSetting": false,\n    "value": "«S{}hop#{digits:4}»"\n  {close}\n]\n',
  },
  {
    name: 'Azure app settings, value behind',
    text: '{open}"slotSetting": false, "value": "«S{}hop#{digits:4}»", "name": "SMTP_PASSWORD"{close}\n',
  },
  {
    name: 'pair with a type between',
    text: '{open}"name": "db_password", "type": "string", "value": "«S{}hop#{digits:4}»"{close}\n',
  },
  { name: 'pair of Go', text: '{open}Name: "DB_PASSWORD", Value: "«S{}hop#{digits:4}»"{close},\n' },
  { name: 'pair of Go, value first', text: '{open}Value: "«S{}hop#{digits:4}»", Name: "DB_PASSWORD"{close},\n' },
  {
    name: 'pair of JavaScript, value first',
    text: "{open} value: '«S{}hop#{digits:4}»', name: 'DB_PASSWORD' {close},\n",
  },
  {
    name: 'pair of Terraform',
    text: 'set {open}\n  name  = "auth.password"\n  value = "«S{}hop#{digits:4}»"\n{close}\n',
  },
  {
    name: 'pair of Terraform, value first',
    text: 'set_sensitive {open}\n  value = "«S{}hop#{digits:4}»"\n  name  = "auth.password"\n{close}\n',
  },
];

/** Scalars of YAML that stand on lines below their name (yaml.org/spec/1.2.2, 8.1). */
const BLOCKS: readonly Leak[] = [
  { name: 'YAML block', text: 'db:\n  password: |\n    «S{}hop#{digits:4}»\n  user: shop\n' },
  { name: 'YAML block, stripped', text: 'password: |-\n  «{alnum:14}»\n' },
  { name: 'YAML block, folded', text: 'api_key: >-\n  «{alnum:32}»\nregion: eu\n' },
  { name: 'YAML block, folded, blanks behind', text: 'clientSecret: >  \n    «{alnum:32}»\n' },
  { name: 'YAML block, indentation told', text: 'token: |2-\n  «{hex:40}»\n' },
  { name: 'YAML block, kept', text: 'smtp_password: |+\n  «M{}ail!{digits:4}»\n\n' },
  {
    name: 'Kubernetes Secret, stringData block',
    text: 'kind: Secret\nstringData:\n  db-password: |\n    «S{}hop-{digits:4}»\n  user: shop\n',
  },
  { name: 'YAML block with CRLF', text: 'password: |\r\n  «{alnum:14}»\r\nuser: shop\r\n' },
  { name: 'YAML, next line in quotes', text: 'password:\n  "«S{}hop#{digits:4}»"\nuser: shop\n' },
  { name: 'YAML block, quoted key', text: '"api-token": |\n  «{alnum:40}»\n' },
];

/** All of them. */
export const LEAKS_IN_PAIRS: readonly Leak[] = [...VALUE_FIRST, ...BLOCKS];
