import { ACCESS_KEY_ID } from '../http/own-requests.ts';

/** Configuration of an AWS client that talks to this process; the emulators look at the access key's id alone. */
export function localClientConfig(endpoint: string) {
  const credentials = { accessKeyId: ACCESS_KEY_ID, secretAccessKey: 'local' };
  return { endpoint, region: 'eu-west-1', credentials };
}
