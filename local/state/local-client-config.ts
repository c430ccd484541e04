/** Configuration of an AWS client that talks to this machine; the emulators look at no credentials. */
export function localClientConfig(endpoint: string) {
  return { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}
