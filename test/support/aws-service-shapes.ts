/** Credentials of single AWS services in the files and idioms in which they are found. */

import {
  activationCode,
  apiGatewayKey,
  appSyncKey,
  bedrockKey,
  bedrockShortKey,
  cloudFrontUrl,
  codeArtifactToken,
  cognitoSecret,
  consolePassword,
  containerToken,
  databaseToken,
  ecrPassword,
  eksToken,
  GIT_USER,
  gitPassword,
  gitSignature,
  mapKey,
  mskToken,
  mwsToken,
  oauthClient,
  oauthSecret,
  oauthSecretOld,
  oauthToken,
  presignedUrl,
  presignedUrlV2,
  signedQuery,
  signinToken,
  ssoToken,
  streamKey,
  temporarySet,
} from './aws-service-keys.ts';
import { accessKeyId, secretKey, sessionToken, temporaryKeyId } from './keys.ts';

/** A text in which exactly one leak is to be found, under this id and with this severity. */
export type ServiceShape = readonly [name: string, rule: string, severity: string, text: string];

/** Long over, and far ahead. */
const PAST: Date = new Date('2024-02-29T12:00:00Z');
export const FUTURE: Date = new Date('2099-01-01T00:00:00Z');

const id = accessKeyId('service');
const header = (key: string): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/20240229/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${gitSignature(PAST).slice(16)}`;
const docker = (password: string): string => btoa(`AWS:${password}`);
const domain = 'acme-123456789012.d.codeartifact.us-east-1.amazonaws.com';
const smtp = (): string => ['BL', `BM${secretKey('smtp')}`].join('');
const kubernetes = (value: string): string => `apiVersion: v1\nkind: Secret\ndata:\n  value: ${btoa(value)}\n`;

/** What GetSessionToken answers. */
function stsAnswer(expiration: string): string {
  const set = Object.entries(temporarySet(expiration)).map(([name, value]) => `  <${name}>${value}</${name}>`);
  return ['<Credentials>', ...set, '</Credentials>'].join('\n');
}

export const SERVICE_SHAPES: readonly ServiceShape[] = [
  ['.env', 'aws-bedrock-api-key', 'critical', `AWS_BEARER_TOKEN_BEDROCK=${bedrockKey()}\n`],
  ['header', 'aws-bedrock-api-key', 'critical', `curl -H "Authorization: Bearer ${bedrockKey()}" https://x`],
  ['notebook', 'aws-bedrock-api-key', 'critical', JSON.stringify({ source: [`key = "${bedrockKey()}"\n`] })],
  ['gateway configuration', 'aws-bedrock-api-key', 'critical', `api_key: ${bedrockKey('gateway.prod+1')}\n`],
  ['Kubernetes', 'aws-bedrock-api-key', 'critical', kubernetes(bedrockKey())],
  [
    'Fluent Bit',
    'aws-service-api-key',
    'high',
    `Header Authorization Bearer ${bedrockKey().replace(/^..../, 'ACWL')}\n`,
  ],
  ['environment', 'aws-service-api-key', 'high', `AWS_LOGS_API_KEY=${bedrockKey().replace(/^..../, 'ACWL')}\n`],
  ['.env', 'aws-bedrock-short-term-api-key', 'high', `AWS_BEARER_TOKEN_BEDROCK=${bedrockShortKey(FUTURE)}\n`],
  ['role', 'aws-bedrock-short-term-api-key', 'high', `"apiKey": "${bedrockShortKey(FUTURE, sessionToken())}"\n`],
  ['expired', 'aws-bedrock-short-term-api-key', 'info', `key: ${bedrockShortKey(PAST)}\n`],
  [
    'git remote',
    'aws-service-password',
    'high',
    `url = https://${GIT_USER}:${encodeURIComponent(gitPassword())}@git-codecommit.us-east-1.amazonaws.com/v1/repos/x\n`,
  ],
  [
    '.netrc',
    'aws-service-password',
    'high',
    `machine git-codecommit.us-east-1.amazonaws.com\nlogin ${GIT_USER}\npassword ${gitPassword()}\n`,
  ],
  ['CSV', 'aws-service-password', 'high', `\uFEFFUser name,Password\r\n${GIT_USER},${gitPassword()}\r\n`],
  [
    'IAM',
    'aws-service-password',
    'high',
    JSON.stringify({ ServiceUserName: GIT_USER, ServicePassword: gitPassword() }, null, 2),
  ],
  [
    'Keyspaces',
    'aws-service-password',
    'high',
    `PlainTextAuthProvider(username='${GIT_USER}', password='${gitPassword()}')`,
  ],
  [
    'git trace',
    'aws-codecommit-signature',
    'low',
    `protocol=https\nhost=git-codecommit.us-east-1.amazonaws.com\npassword=${gitSignature(FUTURE)}\n`,
  ],
  [
    'old git trace',
    'aws-codecommit-signature',
    'info',
    `git-codecommit.us-east-1.amazonaws.com ${gitSignature(PAST)}\n`,
  ],
  [
    '.env',
    'aws-ses-smtp-password',
    'high',
    `SMTP_HOST=email-smtp.us-east-1.amazonaws.com\nSMTP_USER=${id}\nSMTP_PASSWORD=${smtp()}\n`,
  ],
  ['Django', 'aws-ses-smtp-password', 'high', `EMAIL_HOST_USER = '${id}'\nEMAIL_HOST_PASSWORD = '${smtp()}'\n`],
  ['Laravel', 'aws-ses-smtp-password', 'high', `MAIL_USERNAME=${id}\nMAIL_PASSWORD="${smtp()}"\n`],
  ['Postfix', 'aws-ses-smtp-password', 'high', `[email-smtp.us-west-2.amazonaws.com]:587 ${id}:${smtp()}\n`],
  ['Terraform state', 'aws-ses-smtp-password', 'high', JSON.stringify({ id, ses_smtp_password_v4: smtp() }, null, 2)],
  ['Kubernetes', 'aws-ses-smtp-password', 'high', `- name: SMTP_PASSWORD\n  value: ${smtp()}\n`],
  ['aws-exports.js', 'aws-appsync-api-key', 'low', `"aws_appsync_apiKey": "${appSyncKey()}",\n`],
  [
    'amplifyconfiguration.dart',
    'aws-appsync-api-key',
    'low',
    `"ApiUrl": "https://x.appsync-api.us-east-1.amazonaws.com/graphql", "ApiKey": "${appSyncKey()}"`,
  ],
  ['header', 'aws-appsync-api-key', 'low', `x-api-key: ${appSyncKey()}\n`],
  [
    'curl',
    'aws-api-gateway-key',
    'medium',
    `curl -H 'x-api-key: ${apiGatewayKey()}' https://x.execute-api.us-east-1.amazonaws.com/v1`,
  ],
  [
    'Postman',
    'aws-api-gateway-key',
    'medium',
    JSON.stringify(
      [{ key: 'x-api-key', value: apiGatewayKey() }, 'https://x.execute-api.us-east-1.amazonaws.com/v1'],
      null,
      2,
    ),
  ],
  [
    'aws-exports.js',
    'aws-cognito-client-secret',
    'high',
    `userPoolId: 'us-east-1_aBcDeFgHi',\nclientSecret: '${cognitoSecret()}',\n`,
  ],
  [
    'Spring',
    'aws-cognito-client-secret',
    'high',
    `spring.security.oauth2.client.registration.cognito.client-secret=${cognitoSecret()}\n`,
  ],
  ['.env', 'aws-cognito-client-secret', 'high', `COGNITO_APP_CLIENT_SECRET="${cognitoSecret()}"\n`],
  ['.npmrc', 'aws-codeartifact-token', 'high', `//${domain}/npm/r/:_authToken=${codeArtifactToken(FUTURE)}\n`],
  [
    'pip.conf',
    'aws-codeartifact-token',
    'high',
    `index-url = https://aws:${codeArtifactToken(FUTURE)}@${domain}/pypi/r/simple/\n`,
  ],
  [
    'settings.xml',
    'aws-codeartifact-token',
    'high',
    `<username>aws</username>\n<password>${codeArtifactToken(FUTURE)}</password>\n`,
  ],
  ['build.gradle', 'aws-codeartifact-token', 'high', `password "${codeArtifactToken(FUTURE)}"\n`],
  [
    'environment, expired',
    'aws-codeartifact-token',
    'info',
    `export CODEARTIFACT_AUTH_TOKEN=${codeArtifactToken(PAST)}\n`,
  ],
  [
    'docker login',
    'aws-ecr-password',
    'medium',
    `docker login -u AWS -p ${ecrPassword(FUTURE)} 123456789012.dkr.ecr.us-east-1.amazonaws.com`,
  ],
  [
    'config.json',
    'aws-ecr-password',
    'medium',
    JSON.stringify({ auths: { x: { auth: docker(ecrPassword(FUTURE)) } } }),
  ],
  [
    '.dockerconfigjson',
    'aws-ecr-password',
    'medium',
    kubernetes(JSON.stringify({ auths: { x: { auth: docker(ecrPassword(FUTURE)) } } })),
  ],
  ['expired', 'aws-ecr-password', 'info', `password: ${ecrPassword(PAST)}\n`],
  ['Markdown', 'aws-presigned-url', 'medium', `[report](${presignedUrl(FUTURE)})\n`],
  ['role', 'aws-presigned-url', 'medium', `GET ${presignedUrl(FUTURE, sessionToken())} HTTP/1.1\n`],
  [
    'JSON',
    'aws-presigned-url',
    'medium',
    `{"url":"${presignedUrl(FUTURE).replaceAll('&', '\\u0026').replaceAll('/', '\\/')}"}`,
  ],
  ['HTML', 'aws-presigned-url', 'medium', `<a href="${presignedUrl(FUTURE).replaceAll('&', '&amp;')}">`],
  ['HAR, expired', 'aws-presigned-url', 'info', JSON.stringify({ request: { url: presignedUrl(PAST) } })],
  ['RDS', 'aws-presigned-url', 'medium', `export PGPASSWORD="${databaseToken(FUTURE)}"\n`],
  ['RDS, expired', 'aws-presigned-url', 'info', `mysql --password='${databaseToken(PAST)}'\n`],
  [
    'DSQL',
    'aws-presigned-url',
    'medium',
    `x.dsql.us-east-1.on.aws/?Action=DbConnectAdmin&${signedQuery('dsql', FUTURE, 900)}\n`,
  ],
  [
    'ElastiCache',
    'aws-presigned-url',
    'medium',
    `cache/?Action=connect&User=jane&${signedQuery('elasticache', FUTURE, 900)}\n`,
  ],
  ['Version 2', 'aws-presigned-url', 'medium', `wget "${presignedUrlV2(FUTURE)}"\n`],
  ['Version 2, expired', 'aws-presigned-url', 'info', `wget "${presignedUrlV2(PAST)}"\n`],
  ['video', 'aws-cloudfront-signed-url', 'low', `src="${cloudFrontUrl(FUTURE)}"`],
  ['video, expired', 'aws-cloudfront-signed-url', 'info', `src="${cloudFrontUrl(PAST)}"`],
  ['VCR', 'aws-authorization-header', 'info', `    Authorization:\n    - ${header(id)}\n`],
  [
    'HAR',
    'aws-authorization-header',
    'info',
    JSON.stringify({ name: 'Authorization', value: header(temporaryKeyId()) }),
  ],
  [
    'curl -v, Version 2',
    'aws-authorization-header',
    'info',
    `> Authorization: AWS ${id}:${gitPassword().slice(0, 27)}=\n`,
  ],
  ['kubeconfig', 'aws-eks-token', 'low', `users:\n- user:\n    token: ${eksToken(FUTURE)}\n`],
  ['role', 'aws-eks-token', 'low', `token=${eksToken(FUTURE, sessionToken())}\n`],
  ['log, expired', 'aws-eks-token', 'info', `Authorization: Bearer ${eksToken(PAST)}\n`],
  ['Kafka', 'aws-msk-token', 'low', `sasl.oauthbearer.token=${mskToken(FUTURE)}\n`],
  ['Kafka, expired', 'aws-msk-token', 'info', `"token": "${mskToken(PAST)}"\n`],
  [
    'SSO cache',
    'aws-sso-access-token',
    'medium',
    JSON.stringify({ accessToken: ssoToken('access'), expiresAt: '2099-01-01T00:00:00Z' }),
  ],
  [
    'SSO cache, expired',
    'aws-sso-access-token',
    'info',
    JSON.stringify({ startUrl: 'x', accessToken: ssoToken('access'), expiresAt: '2020-06-17T10:02:08UTC' }),
  ],
  [
    'Kiro',
    'aws-sso-refresh-token',
    'high',
    JSON.stringify(
      { accessToken: ssoToken('access'), refreshToken: ssoToken('refresh'), expiresAt: '2020-06-17T10:02:08Z' },
      null,
      2,
    ),
  ],
  [
    'CLI cache, expired',
    'aws-access-key-id',
    'info',
    JSON.stringify({ Credentials: temporarySet('2020-06-17T10:02:08Z') }),
  ],
  ['CLI cache', 'aws-access-key-id', 'critical', JSON.stringify({ Credentials: temporarySet('2099-06-17T10:02:08Z') })],
  [
    'metadata service, expired',
    'aws-access-key-id',
    'info',
    JSON.stringify({ Code: 'Success', Type: 'AWS-HMAC', ...temporarySet('2020-06-17T10:02:08Z') }, null, 2),
  ],
  ['STS XML, expired', 'aws-access-key-id', 'info', stsAnswer('2011-07-11T19:55:29.611Z')],
  [
    'credentials file, expired',
    'aws-access-key-id',
    'info',
    `[a]\naws_access_key_id = ${temporaryKeyId()}\naws_secret_access_key = ${secretKey()}\naws_session_token = ${sessionToken()}\nx_security_token_expires = 2020-06-17T10:02:08+00:00\n`,
  ],
  [
    'console',
    'aws-console-password',
    'critical',
    `User name,Password,Console sign-in URL\r\nann,${consolePassword()},https://123456789012.signin.aws.amazon.com/console\r\n`,
  ],
  [
    'federation',
    'aws-signin-token',
    'low',
    `https://signin.aws.amazon.com/federation?Action=login&SigninToken=${signinToken()}\n`,
  ],
  [
    'ssm',
    'aws-ssm-activation-code',
    'medium',
    `{"ActivationId": "5743558d-563b-4457-8682-d16c32ca2ce9", "ActivationCode": "${activationCode()}"}`,
  ],
  [
    'ssm-agent',
    'aws-ssm-activation-code',
    'medium',
    `amazon-ssm-agent -register -code "${activationCode()}" -id "5743558d-563b-4457-8682-d16c32ca2ce9"`,
  ],
  ['OBS', 'aws-ivs-stream-key', 'medium', `"key": "${streamKey()}"\n`],
  ['map', 'aws-location-api-key', 'info', `https://maps.geo.us-east-1.amazonaws.com/v2/styles?key=${mapKey()}`],
  ['task', 'aws-container-token', 'low', `AWS_CONTAINER_AUTHORIZATION_TOKEN=${containerToken()}\n`],
  ['seller tool', 'amazon-mws-auth-token', 'low', `MWS_AUTH_TOKEN=${mwsToken()}\n`],
  ['SP-API', 'amazon-oauth-client-secret', 'high', `client_secret=${oauthSecret()}\n`],
  [
    'SP-API, old',
    'amazon-oauth-client-secret',
    'high',
    `client_id: ${oauthClient()}\nclient_secret: ${oauthSecretOld()}\n`,
  ],
  ['refresh token', 'amazon-oauth-refresh-token', 'high', `refresh_token=${oauthToken('r')}\n`],
  [
    'refresh token in a form',
    'amazon-oauth-refresh-token',
    'high',
    `refresh_token=${encodeURIComponent(oauthToken('r'))}&x=1`,
  ],
  ['access token', 'amazon-oauth-access-token', 'low', `"access_token":"${oauthToken('a')}"`],
];
