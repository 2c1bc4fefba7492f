/**
 * Literals as the anchors of 300 rules would be: prefixes from vendors' documentation, and the names that stand beside
 * credentials of vendors without a prefix. Words that are frequent in sources (`key`, `test_`, `github`) belong to it: leaving
 * them out would make any search look faster than it is on real rules.
 */

import type { Literal } from '#detect/prefilter.ts';

/** Prefixes and markers that occur in credentials themselves; compared byte for byte. */
const STRONG_WORDS = `
AKIA ASIA ABIA ACCA AGPA AIDA AROA ANPA ANVA APKA AIPA ASCA bedrock-api-key- ABSK ghp_ gho_ ghu_ ghs_ ghr_ github_pat_
glpat- glptt- gldt- glrt- glcbt- glft- glimt- glagent- glsoat- gloas- GR1348941 xoxb- xoxp- xoxa- xoxr- xoxe- xoxs-
xoxc- xoxd- xapp- hooks.slack.com sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ pk_test_ whsec_ acct_ sq0atp- sq0csp-
sq0idp- sandbox-sq0 AIza ya29. GOCSPX- .apps.googleusercontent.com "private_key_id" service_account
gserviceaccount.com SG. mailgun xkeysib- xsmtpsib- mlsn. SMTP_ shpat_ shpca_ shppa_ shpss_ shptka_ shpua_ dop_v1_
doo_v1_ dor_v1_ DO00 HRKU- heroku_ dapi dkea dp.pt. dp.st. dp.ct. dp.scim. dp.audit. npm_ pypi- pypi-AgEIcHlwaS
rubygems_ NPM_TOKEN= crates- CLOJARS_ hex_ artifactory AKCp cmVmdGtu eyJ eyJhbGciOi eyJrIjoi -----BEGIN PRIVATE\x20KEY
PuTTY-User-Key-File AGE-SECRET-KEY-1 ssh-rsa openssh-key-v1 sk-proj- sk-svcacct- sk-admin- sk-ant-api03-
sk-ant-admin01- sk-or-v1- T3BlbkFJ hf_ api_org_ r8_ gsk_ pplx- xai- nvapi- tgp_v1_ lin_api_ lin_oauth_ secret_ ntn_
figd_ figo_ figdr_ ATATT3 ATCTT3 ATBB ATOA BBDC- PMAK- PMAT- hvs. hvb. hvr. atlasv1. tfe- TF_TOKEN_ pul- tskey-auth-
tskey-api- tskey-client- tskey-webhook- NRAK- NRJS- NRRA- NRIQ- NRII- eu01xx DDOG glc_ glsa_ sntrys_ sntryu_ sentry.io
phc_ phx_ phs_ EZAK EZTK FLWPUBK_TEST- FLWSECK_TEST- FLWSECK- duffel_test_ duffel_live_ shippo_live_ shippo_test_
lob_live_ plaid- access-sandbox- access-development- access-production- rzp_live_ rzp_test_ APP_USR- paystack sk_pay
pscale_tkn_ pscale_pw_ pscale_oauth_ sbp_ sb_secret_ sb_publishable_ neon_ napi_ rnd_ fly_ FlyV1 fo1_ vercel_ nfp_
nfc_ nfb_ cfut_ cfat_ v1.0- CFPAT- ctp_ ctfp EAACEdEose0cBA discord.com/api/webhooks bot_ telegram
https://api.telegram.org amqp:// mongodb+srv:// mongodb:// postgres:// postgresql:// mysql:// redis:// rediss://
ftp:// smtp:// jdbc: AccountKey= SharedAccessKey= SharedAccessSignature= DefaultEndpointsProtocol= AzFu ACDb APIM AIoT
8Q~ 7Q~ 3Q~ core.windows.net rdme_ rpa_ doppler_ dckr_pat_ dckr_oat_ docker_ ops_ op:// bwsid infracost ico- sgp_
sourcegraph_ SUMO CCIPAT_ CCIPRJ_ bkua_ bkpt_ bkat_ drone_ squ_ sqp_ sqa_ snyk_ codecov- MAPBOX pk.eyJ sk.eyJ tk.eyJ
apify_api_ scw SCW ovh-api bb_live_ brws_ e2b_ tvly- jina_ LTAI AKID AKLT AKTP IAM_ GOOG1E GOOGZ OCID1 ocid1. aio_
adafruit fio-u- ntfy cal_live_ key_live_ X-Amz-Signature= x-goog-signature= authorization:\x20bearer
Authorization:\x20Basic Bearer\x20 Basic\x20 _authToken= _auth= _password= machine\x20
live_ test_ re_ AAAA AAAAAAAAAAAAAAAAAAAAA ey0 nrak- 1// cio ASt OTk NzM sig= pm_ co_ fw_ ak_ tk_ vc_ dd_ fc- A3-
TEST- nfo_ pat_ pat- cdx_ FRAME PRIVATE eyJrIjo EAAA EAAG IGQV MTA patn oy2 key- LTA dose
`;

/** Names of vendors and of fields; compared without regard to the case of letters. */
const WEAK_WORDS = `
secret token password passwd pwd passphrase credential credentials api_key api-key apikey access_key access-key
accesskey auth auth_token auth-token authtoken authorization bearer client_secret client-secret clientsecret client_id
private_key private-key privatekey encryption_key signing_key master_key secret_key secret-key secretkey session_token
refresh_token access_token webhook oauth twilio datadog sendgrid mailchimp mailgun postmark sparkpost mandrill mailjet
nexmo vonage messagebird plivo sinch telnyx stripe paypal braintree adyen klarna mollie plaid coinbase kraken binance
bittrex kucoin gemini bitmex razorpay worldpay bitbucket atlassian jira confluence trello asana notion airtable
clickup basecamp zendesk intercom freshdesk slack discord telegram msteams webex twitch twitter facebook instagram
linkedin pinterest reddit tumblr flickr dropbox box.com onedrive heroku netlify vercel cloudflare fastly akamai
digitalocean linode vultr hetzner scaleway alibaba aliyun tencent huawei yandex oracle newrelic new_relic sentry
rollbar bugsnag honeybadger airbrake splunk sumologic loggly logdna papertrail grafana prometheus dynatrace pagerduty
opsgenie victorops statuspage pingdom uptimerobot algolia contentful sanity prismic storyblok strapi okta auth0
onelogin keycloak cognito firebase supabase appwrite hasura planetscale mongodb cockroach rabbitmq kafka confluent
docker jfrog artifactory nexus sonar sonarqube snyk codecov coveralls circleci travis buildkite drone jenkins
semaphore appveyor teamcity mixpanel amplitude fullstory hotjar optimizely launchdarkly split.io statsig posthog
rudderstack snowplow braze iterable customer.io klaviyo hubspot salesforce marketo pardot pipedrive zoho shopify
bigcommerce magento woocommerce squarespace mapbox google_maps what3words foursquare yelp lyft doordash easypost
shippo duffel amadeus sabre skyscanner openai anthropic cohere huggingface mistral deepgram assemblyai elevenlabs
pinecone weaviate qdrant clarifai databricks snowflake alchemy infura etherscan moralis quicknode tatum blockfrost
finnhub alphavantage tiingo quandl currencylayer openweather rapidapi abuseipdb virustotal shodan censys greynoise
clearbit fullcontact peopledatalabs zoominfo lusha pusher ably pubnub sendbird getstream agora daily.co cloudinary
imgix uploadcare filestack bunnycdn wistia vimeo typeform surveymonkey jotform calendly eventbrite doppler 1password
bitwarden lastpass dashlane infisical terraform pulumi ansible chef puppet rancher kubernetes openshift nomad consul
fivetran airbyte
here lob pass cred heap wix mux key zoom square ghost cosmic hunter checkout polygon segment fixer uber linear
monday meetup duo apollo bandwidth stitch vault dbt elastic replicate redis github gitlab neon copper
`;

function wordsOf(text: string, caseSensitive: boolean): readonly Literal[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => ({ literal: word.replaceAll('\\x20', ' '), caseSensitive }));
}

/** Some 300 prefixes. */
export const STRONG: readonly Literal[] = wordsOf(STRONG_WORDS, true);

/** Some 300 names. */
export const WEAK: readonly Literal[] = wordsOf(WEAK_WORDS, false);

const BOTH = STRONG.flatMap((strong, index) => [strong, ...WEAK.slice(index, index + 1)]);

/** The anchors of so many rules, about two each, half of them strong; past 300 rules vendors are invented. */
export function anchorsOf(rules: number): readonly Literal[] {
  return spread(Math.round((BOTH.length * rules) / 300));
}

/** So many literals from all over the lists, about half of them strong; past what they hold vendors are invented. */
export function spread(wanted: number): readonly Literal[] {
  if (wanted <= BOTH.length) return BOTH.filter((_, index) => (index * wanted) % BOTH.length < wanted);
  return [...BOTH, ...invented(wanted - BOTH.length)];
}

/** Letters about as often as names of companies have them. */
const CONSONANTS = 'bbccddffgghjkllllmmmnnnnppqrrrrrssssstttttvwxyz';
const VOWELS = 'aaaaeeeeeiiiioooouuy';

/** Names of six to nine letters, every second one as a prefix of four letters and an underscore; the same in every run. */
function invented(count: number): readonly Literal[] {
  let state = 1;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const letter = (letters: string): string => letters.charAt(below(letters.length));
  const syllable = (): string => letter(CONSONANTS) + letter(VOWELS) + (below(2) === 0 ? letter(CONSONANTS) : '');
  return Array.from({ length: count }, (_, index) => {
    const name = syllable() + syllable() + syllable();
    return index % 2 === 0
      ? { literal: `${name.slice(0, 4)}_`, caseSensitive: true }
      : { literal: name, caseSensitive: false };
  });
}
