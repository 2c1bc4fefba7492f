/** Tells bot tokens of Discord from other text with two dots, by the number that they begin with. */

import { acceptIf, type CheckFactory } from '../check.ts';
import { decodeBase64 } from './decode-base64.ts';

/** IDs of Discord count milliseconds since 2015, shifted by 22 bits: 17 digits from 2015 on, 20 from 2090. */
const SNOWFLAKE = /^[0-9]{17,20}$/;

/**
 * `discord-bot-token`: the part before the first dot is the bot's ID in base64url. Seen in the example of
 * discord.com/developers/docs/reference#authentication; the form of IDs is documented there under "Snowflakes".
 */
export const discordBotToken: CheckFactory =
  () =>
  ({ secret }) => {
    const [id = ''] = secret.split('.', 1);
    const bytes = decodeBase64(id);
    return acceptIf(bytes !== undefined && SNOWFLAKE.test(String.fromCharCode(...bytes)));
  };
